import { sales, type PricedLine } from '@oce/contracts';
import { projectionFrom } from '@oce/projections';

/** What of a lot an order names. */
export interface OrderedLot {
  readonly lotId: string;
  readonly productId: string;
  readonly grams: number;
  /** Null where it is not sold by the piece. */
  readonly pieces: number | null;
}

export interface OrderDocument {
  readonly orderId: string;
  readonly buyerId: string;
  readonly contractId: string;
  readonly lots: readonly OrderedLot[];
  readonly status: 'placed' | 'confirmed' | 'refused' | 'cancelled' | 'fulfilled';
}

const { order } = sales;

/** What was ordered, and does the order stand? */
export const ordersProjection = projectionFrom(order)<OrderDocument>({
  name: 'orders',
  version: 1,
  keys: ({ data }) => [data.orderId],
  project: {
    OrderPlaced: (_document, { data: { orderId, buyerId, contractId, lines } }) => ({
      orderId,
      buyerId,
      contractId,
      lots: lines.map(orderedLot),
      status: 'placed',
    }),
    OrderConfirmed: (document) => document && { ...document, status: 'confirmed' },
    OrderRefused: (document) => document && { ...document, status: 'refused' },
    OrderCancelled: (document) => document && { ...document, status: 'cancelled' },
    OrderFulfilled: (document) => document && { ...document, status: 'fulfilled' },
  },
});

const orderedLot = ({ lotId, productId, grams, unit, quantity }: PricedLine): OrderedLot => ({
  lotId,
  productId,
  grams,
  pieces: unit === 'piece' ? quantity : null,
});
