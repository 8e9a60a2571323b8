import { affiliation } from '@oce/contracts';
import { projectionFrom } from '@oce/projections';

export interface PackingDocument {
  /** What one piece weighs net; null of what is not packed by weight. */
  readonly pieceGrams: number | null;
}

/** What does a piece of a product weigh, as affiliation lists it? Kept in memory. */
export const packingsView = projectionFrom(affiliation.product.ProductListed)<PackingDocument>({
  name: 'packings',
  version: 1,
  keys: ({ data }) => [data.productId],
  project: (_document, { data: { packing } }) => ({ pieceGrams: packing?.pieceGrams ?? null }),
});
