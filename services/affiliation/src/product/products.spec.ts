import type { ProductListed } from '@oce/contracts';
import type { Envelope } from '@oce/projections';
import { productsProjection } from './reads/products';

const event: ProductListed = {
  type: 'ProductListed',
  v: 1,
  data: {
    productId: 'OLIVE',
    name: 'Olives',
    gtin: '06291041500213',
    unit: 'kg',
    grades: [{ grade: 'extra', name: 'Extra' }],
  },
};

describe('products', () => {
  it('are what was last said of each', () => {
    const after = (document?: ProductListed['data']) =>
      productsProjection.project(document, event, {} as Envelope, 'OLIVE');
    expect(productsProjection.keys(event, {} as Envelope)).toEqual(['OLIVE']);
    expect(after()).toEqual(event.data);
    expect(after({ ...event.data, name: 'before' })).toEqual(event.data);
  });

  it('are read from the aggregates of their own', () => {
    expect(productsProjection.subjects).toEqual(['evt.affiliation.product.*']);
  });
});
