import { collection } from '@oce/contracts';
import { projectionFrom } from '@oce/projections';

const { DeliveryWeighedIn, DeliveryReversed } = collection.delivery;
const { LotClosed } = collection.lot;

/** A weigh ticket, and the raw lot that it is in. */
export interface TicketDocument {
  readonly deliveryId: string;
  readonly producerCode: string;
  readonly stationId: string;
  readonly productId: string | null;
  readonly ticketNumber: string | null;
  readonly netGrams: number;
  readonly weighedAt: string | null;
  readonly plotId: string | null;
  readonly harvestedOn: string | null;
  /** Null until its lot is closed. */
  readonly lotId: string | null;
  readonly isReversed: boolean;
}

/** Where is a weigh ticket? Its lot may be heard of before it. */
export const ticketsProjection = projectionFrom(
  DeliveryWeighedIn,
  DeliveryReversed,
  LotClosed,
)<TicketDocument>({
  name: 'tickets',
  version: 1,
  keys: ({ data }) =>
    'deliveries' in data ? data.deliveries.map(({ deliveryId }) => deliveryId) : [data.deliveryId],
  project(ticket, event, _at, key) {
    switch (event.type) {
      case 'DeliveryWeighedIn': {
        const { deliveryId, producerCode, stationId, productId, ticketNumber, netGrams, weighedAt } =
          event.data;
        const { plotId = null, harvestedOn = null } = event.data;
        return {
          deliveryId,
          producerCode,
          stationId,
          productId,
          ticketNumber,
          netGrams,
          weighedAt,
          plotId,
          harvestedOn,
          lotId: ticket?.lotId ?? null,
          isReversed: ticket?.isReversed ?? false,
        };
      }
      case 'DeliveryReversed':
        return ticket && { ...ticket, isReversed: true };
      case 'LotClosed': {
        const { lotId, stationId, productId, deliveries } = event.data;
        if (ticket) return { ...ticket, lotId };
        const own = deliveries.find(({ deliveryId }) => deliveryId === key);
        if (!own) return undefined;
        const { deliveryId, producerCode, netGrams, plotId = null, harvestedOn = null } = own;
        const of = { deliveryId, producerCode, stationId, productId, ticketNumber: null, netGrams };
        return { ...of, weighedAt: null, plotId, harvestedOn, lotId, isReversed: false };
      }
    }
  },
});

/** Which weighings were taken back, and what stands for them? */
export const reversedTicketsView = projectionFrom(DeliveryReversed)<{
  readonly reason: string;
  readonly replacementId: string | null;
}>({
  name: 'reversed_tickets',
  version: 1,
  keys: ({ data: { deliveryId } }) => [deliveryId],
  project: (_ticket, { data: { reason, replacement } }) => ({
    reason,
    replacementId: replacement?.deliveryId ?? null,
  }),
});
