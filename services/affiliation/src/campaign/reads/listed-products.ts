import { projectionFrom } from '@oce/projections';
import { productEvents } from '../../product/domain/product';

/** Kept in memory: which products are listed. */
export interface ListedProduct {
  readonly gtin: string;
}

export const listedProducts = projectionFrom(productEvents)<ListedProduct>({
  name: 'product_references',
  version: 1,
  keys: (event) => [event.data.productId],
  project: (_document, event) => ({ gtin: event.data.gtin }),
});
