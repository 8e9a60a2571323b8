import { sales } from '@oce/contracts';
import { projectionFrom } from '@oce/projections';

/** What of a lot has left for a buyer: a document an order and lot. */
export interface SoldLotDocument {
  readonly lotId: string;
  readonly orderId: string;
  readonly buyerId: string;
  readonly grams: number;
  readonly deliveredOn: string;
}

const separator = '|';

/** Who has got goods of a lot? */
export const soldLotsProjection = projectionFrom(sales.order.OrderFulfilled)<SoldLotDocument>({
  name: 'sold_lots',
  version: 1,
  indexes: [{ fields: { lotId: 1, deliveredOn: 1 } }],
  keys: ({ data: { orderId, lines } }) => lines.map(({ lotId }) => `${lotId}${separator}${orderId}`),
  project(_document, { data: { orderId, buyerId, lines, deliveredOn } }, _envelope, key) {
    const [lotId = ''] = key.split(separator);
    const grams = lines.find((line) => line.lotId === lotId)?.grams ?? 0;
    return { lotId, orderId, buyerId, grams, deliveredOn };
  },
});
