import { collection } from '@oce/contracts';
import { projectionFrom } from '@oce/projections';
import { businessDate } from '@oce/quantities';

export interface LastWeighing {
  readonly productId: string;
  /** The last business date on which something of the product was weighed. */
  readonly weighedOn: string;
}

/** Up to which day does a product have deliveries? */
export const lastWeighingsProjection = projectionFrom(collection.delivery.DeliveryWeighedIn)<LastWeighing>({
  name: 'last_weighings',
  version: 1,
  keys: ({ data }) => [data.productId],
  project(document, { data: { productId, weighedAt } }) {
    const weighedOn = businessDate(weighedAt);
    return document && weighedOn <= document.weighedOn ? document : { productId, weighedOn };
  },
});
