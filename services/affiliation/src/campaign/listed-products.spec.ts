import { affiliation } from '@oce/contracts';
import { projected } from '@oce/testing';
import { listedProducts } from './reads/listed-products';

describe('the products that a campaign may be opened for', () => {
  it('are those that were listed, each with its GTIN', () => {
    const listed = affiliation.product.ProductListed({
      productId: 'OLIVE',
      name: 'Olives',
      gtin: '06111234567897',
      unit: 'kg',
      kind: 'raw',
      packing: null,
      grades: [],
    });
    expect(projected(listedProducts, [listed])).toEqual({ OLIVE: { gtin: '06111234567897', kind: 'raw' } });
  });
});
