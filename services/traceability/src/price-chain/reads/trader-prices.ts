import type { TraderPriceEntered } from '@oce/contracts';
import { projectionFrom } from '@oce/projections';
import { traderPriceEvents } from '../domain/trader-price';

export type TraderPriceDocument = TraderPriceEntered['data'];

/** What did traders pay, as it stands? */
export const traderPricesProjection = projectionFrom(traderPriceEvents)<TraderPriceDocument>({
  name: 'trader_prices',
  version: 1,
  indexes: [{ fields: { productId: 1, day: 1 } }],
  keys: ({ data }) => [data.priceId],
  project: {
    TraderPriceEntered(_document, { data }) {
      const { priceId, place, productId, day, pricePerKgCentimes, source, enteredBy } = data;
      return { priceId, place, productId, day, pricePerKgCentimes, source, enteredBy };
    },
    TraderPriceWithdrawn: () => null,
  },
});
