import { affiliation } from '@oce/contracts';
import { projectionFrom } from '@oce/projections';
import { gtin14 } from '../domain/gtin';

export interface ProductDocument {
  readonly productId: string;
  readonly name: string;
  /** Of a piece, a case and a pallet, each of 14 digits. */
  readonly gtins: readonly string[];
}

/** Which product has a GTIN, at whatever level? */
export const productsProjection = projectionFrom(affiliation.product.ProductListed)<ProductDocument>({
  name: 'products',
  version: 1,
  indexes: [{ fields: { gtins: 1 } }],
  keys: ({ data }) => [data.productId],
  project(_document, { data: { productId, name, gtin, packing } }) {
    const levels = [gtin, packing?.case?.gtin, packing?.pallet?.gtin];
    return { productId, name, gtins: levels.flatMap((one) => (one ? [gtin14(one)] : [])) };
  },
});
