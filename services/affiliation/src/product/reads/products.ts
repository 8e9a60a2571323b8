import type { ProductListed } from '@oce/contracts';
import { projectionFrom } from '@oce/projections';
import { productEvents } from '../domain/product';

export type ProductDocument = ProductListed['data'];

/** Which products does OCE take in, in which grades? */
export const productsProjection = projectionFrom(productEvents)<ProductDocument>({
  name: 'products',
  // 2: kinds, units, packing.
  version: 2,
  keys: (event) => [event.data.productId],
  project: (_document, { data }) => ({
    ...data,
    grades: data.grades.map(({ grade, name }) => ({ grade, name })),
  }),
});
