import { defineEvents, event, type EventOf } from '@oce/event-sourcing';
import { OCE } from './streams';

/** What payments says of disputes to whoever knows the quality sheets. */
export const disputesOfAccount = defineEvents(
  { stream: OCE, context: 'payments', aggregate: 'account', id: 'producerCode' },
  {
    /**
     * A dispute about the quality of a delivery is upheld by the sheet that is right. Whoever graded it puts that sheet in the
     * place of the wrong one; the dispute ends with the correction to which that leads, and its line is frozen until then.
     */
    QualityDisputeUpheld: event<{
      producerCode: string;
      disputeId: string;
      lineId: string;
      /** The delivery that counts now: another than that of the line where it was replaced before. */
      deliveryId: string;
      grade: string;
      sample: {
        readonly sampleId: string;
        readonly impuritiesPpm: number;
        readonly moisturePpm: number;
      };
      resolution: string;
      /** Who decided: neither who raised the dispute nor who gave the wrong sheet. */
      upheldBy: string;
      upheldOn: string;
    }>(),
  },
);
export type QualityDisputeUpheld = EventOf<typeof disputesOfAccount.QualityDisputeUpheld>;
