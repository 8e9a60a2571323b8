import { OCE, payments, type CashCounter, type CountedInPool, type Posting } from '@oce/contracts';
import {
  defineEvents,
  event,
  type Asked,
  type Confirmed,
  type EventOf,
  type Rejected,
} from '@oce/event-sourcing';

export const accountEvents = defineEvents(
  { stream: OCE, context: 'payments', aggregate: 'account', id: 'producerCode' },
  {
    ...payments.account,
    ...payments.claims,
    ...payments.disputes,
    ...payments.erasure,
    ...payments.takenBack,
    ...payments.purchases,
    /** What a line took back of one credit or claim. The postings stand in the line's own event, in the same commit. */
    InputCreditRecovered: event<{
      producerCode: string;
      reference: string;
      takenCentimes: number;
      leftCentimes: number;
      lineId: string;
    }>(),
    /** The member belongs no more from this day on: later settlements set off all that is due, down to zero. */
    MemberDeparted: event<{ producerCode: string; leftOn: string }>(),
    /** A delivery reversed before any advance was posted: one that comes later is not paid. */
    DeliveryVoided: event<{ producerCode: string; deliveryId: string; reason: string }>(),
    /**
     * Until its closing is taken back, or stands, a line of it is not paid out and nothing is valued by it. Older logs hold final
     * shares only; since supplements and corrections are taken back too, there is one for each line of the closing.
     */
    FinalShareHeld: event<{ producerCode: string; poolId: string; lineId: string; takeBackId: string }>(),
    FinalShareReleased: event<{ producerCode: string; poolId: string; lineId: string; takeBackId: string }>(),
    /**
     * A share for somebody who was settled and forgotten: it goes to the reserve. The line is the one that it would have been;
     * `attempt` is the closing of a final share, `number` the supplement of a part.
     */
    ShareReserved: event<{
      producerCode: string;
      poolId: string;
      campaignId: string;
      share: 'final_share' | 'supplement';
      lineId: string;
      attempt: string | null;
      number: number | null;
      deliveries: readonly CountedInPool[];
      shareCentimes: number;
      reservedOn: string;
      postings: readonly Posting[];
    }>(),
    /** A share that had gone to the reserve comes back from there with its closing; `attempt` is that of the closing. */
    ReservedShareTakenBack: event<{
      producerCode: string;
      poolId: string;
      campaignId: string;
      share: 'final_share' | 'supplement';
      citesLineId: string;
      attempt: string;
      number: number | null;
      deliveries: readonly CountedInPool[];
      shareCentimes: number;
      reason: string;
      takenBackOn: string;
      postings: readonly Posting[];
    }>(),
    LineDisputed: event<{
      producerCode: string;
      disputeId: string;
      lineId: string;
      reason: string;
      disputedOn: string;
      /** The transfer, or the cash, that the line is set aside for; absent where it is for none. */
      transferId?: string;
      /** Who raised it: another upholds it. Absent in older logs, where the roles alone kept them apart. */
      disputedBy?: string;
    }>(),
    DisputeResolved: event<{
      producerCode: string;
      disputeId: string;
      lineId: string;
      outcome: 'upheld' | 'rejected';
      resolution: string;
      correctionLineId: string | null;
      resolvedOn: string;
      /** The delivery that was regraded for it, where it was upheld by the right sheet. */
      regradedDeliveryId?: string;
      /** What one person could uphold alone then; absent in older logs. */
      limit?: number;
    }>(),
    /** A credit, a premium or an upheld dispute above its limit: nothing is done before a second person confirms it. */
    SecondPersonAsked: event<{ producerCode: string } & Asked>(),
    ProposalConfirmed: event<{ producerCode: string } & Confirmed>(),
    ProposalRejected: event<{ producerCode: string } & Rejected>(),
    PayoutReserved: event<{
      producerCode: string;
      transferId: string;
      endToEndId: string;
      amountCentimes: number;
      lineIds: readonly string[];
      /** Where it waits in cash; absent for a transfer. */
      counter?: CashCounter;
      postings: readonly Posting[];
    }>(),
    /** A transfer that was left out of its file, or cash that ended unpaid: it may not be reserved any more. */
    PayoutDeclined: event<{
      producerCode: string;
      transferId: string;
      endToEndId: string;
      reason: string;
      /** Where it waited in cash; absent for a transfer. */
      counter?: CashCounter;
    }>(),
  },
);
export type { InputCreditGranted, PremiumDeclared, QualityDisputeUpheld } from '@oce/contracts';
export type FinalShareHeld = EventOf<typeof accountEvents.FinalShareHeld>;
export type ShareReserved = EventOf<typeof accountEvents.ShareReserved>;
export type ReservedShareTakenBack = EventOf<typeof accountEvents.ReservedShareTakenBack>;
export type LineDisputed = EventOf<typeof accountEvents.LineDisputed>;
export type DisputeResolved = EventOf<typeof accountEvents.DisputeResolved>;
export type MemberDeparted = EventOf<typeof accountEvents.MemberDeparted>;
export type PayoutReserved = EventOf<typeof accountEvents.PayoutReserved>;
export type PayoutDeclined = EventOf<typeof accountEvents.PayoutDeclined>;

export type AccountEvent = EventOf<typeof accountEvents>;
