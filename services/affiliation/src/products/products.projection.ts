import { eventsOf, type ProductListed } from '@oce/contracts';
import { defineProjection } from '@oce/projections';

export type ProductDocument = Readonly<ProductListed['data']>;

/** Which products does OCE take in, in which grades? */
export const productsProjection = defineProjection<ProductDocument, ProductListed>({
  name: 'products',
  version: 1,
  subjects: [eventsOf('affiliation', 'product')],
  keys: (event) => [event.data.productId],
  project: (_document, event) => event.data,
});
