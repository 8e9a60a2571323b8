import type { ProductListed } from '@oce/contracts';
import { projected } from '@oce/testing';
import { productsProjection } from './reads/products';

const event: ProductListed = {
  type: 'ProductListed',
  v: 2,
  data: {
    productId: 'OLIVE',
    name: 'Olives',
    gtin: '06291041500213',
    unit: 'kg',
    kind: 'raw',
    packing: null,
    grades: [{ grade: 'extra', name: 'Extra' }],
  },
};

describe('products', () => {
  it('are what was last said of each', () => {
    const before: ProductListed = { ...event, data: { ...event.data, name: 'before' } };
    expect(projected(productsProjection, [event])).toEqual({ OLIVE: event.data });
    expect(projected(productsProjection, [before, event])).toEqual({ OLIVE: event.data });
  });

  it('are read from the aggregates of their own', () => {
    expect(productsProjection.source.subjects).toEqual(['evt.affiliation.product.*']);
  });
});
