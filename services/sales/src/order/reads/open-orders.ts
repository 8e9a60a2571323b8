import { projectionFrom } from '@oce/projections';
import { orderEvents } from '../domain/order.events';
import { projectOrder, type OrderDocument } from './orders';

const ENDED: ReadonlySet<OrderDocument['status']> = new Set(['refused', 'fulfilled', 'cancelled']);

/** Which orders are still to be confirmed or delivered? They leave the list when they end. */
export const openOrdersProjection = projectionFrom(orderEvents)<OrderDocument>({
  name: 'open_orders',
  version: 1,
  indexes: [{ fields: { buyerId: 1, _id: 1 } }],
  keys: (event) => [event.data.orderId],
  project(document, event) {
    const next = projectOrder(document, event);
    return next && ENDED.has(next.status) ? null : next;
  },
});
