import type { ProductKind } from '@oce/contracts';
import { projectionFrom } from '@oce/projections';
import { productEvents } from '../../product/domain/product';

/** Kept in memory: which products are listed. */
export interface ListedProduct {
  readonly gtin: string;
  readonly kind: ProductKind;
}

export const listedProducts = projectionFrom(productEvents)<ListedProduct>({
  name: 'product_references',
  // 2: kinds.
  version: 2,
  keys: (event) => [event.data.productId],
  project: (_document, event) => ({ gtin: event.data.gtin, kind: event.data.kind }),
});
