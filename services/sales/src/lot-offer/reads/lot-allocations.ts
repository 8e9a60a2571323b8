import { projectionFrom } from '@oce/projections';
import { lotOfferEvents } from '../domain/lot-offer.events';

export interface LotAllocationDocument {
  readonly lotId: string;
  readonly orderId: string;
  readonly grams: number;
  /** Position in the log: the order in which they came. */
  readonly since: number;
}

const keyOf = (lotId: string, orderId: string): string => `${lotId}|${orderId}`;

/** To which orders is a lot allocated? A document each: a lot may be sold a crate at a time. */
export const lotAllocationsProjection = projectionFrom(
  lotOfferEvents.LotAllocated,
  lotOfferEvents.LotAllocationReleased,
)<LotAllocationDocument>({
  name: 'lot_allocations',
  version: 1,
  indexes: [{ fields: { lotId: 1, since: 1 } }],
  keys: ({ data: { lotId, orderId } }) => [keyOf(lotId, orderId)],
  project(_document, event, { position: since }) {
    if (event.type === 'LotAllocationReleased') return null;
    const { lotId, orderId, grams } = event.data;
    return { lotId, orderId, grams, since };
  },
});
