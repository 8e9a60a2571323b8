import { projectionFrom } from '@oce/projections';
import { productEvents } from '../domain/product.events';

export interface ProductDocument {
  readonly productId: string;
  readonly name: string;
  readonly gtin: string;
  readonly unit: 'kg';
  /** From the best to the last. */
  readonly grades: readonly { readonly grade: string; readonly name: string }[];
}

/** Which products does OCE take in, in which grades? */
export const productsProjection = projectionFrom(productEvents)<ProductDocument>({
  name: 'products',
  version: 1,
  keys: (event) => [event.data.productId],
  project(_document, { data: { productId, name, gtin, unit, grades } }) {
    return { productId, name, gtin, unit, grades };
  },
});
