import type { ProductListed } from '@oce/contracts';
import { command, given } from '@oce/testing';
import { productAggregate } from './domain/product';

const product: ProductListed['data'] = {
  productId: 'OLIVE',
  name: 'Olives',
  gtin: '06119990001011',
  unit: 'kg',
  kind: 'raw',
  packing: null,
  grades: [
    { grade: 'extra', name: 'Extra' },
    { grade: 'vierge', name: 'Vierge' },
  ],
};
const list = (change: Partial<ProductListed['data']> = {}) =>
  command('ListProduct', { ...product, ...change });
const listed: ProductListed = { type: 'ProductListed', v: 2, data: product };

describe('a product', () => {
  it('is listed once with its grades in order', () => {
    given(productAggregate, []).when(list()).then(listed);
    given(productAggregate, [listed]).when(list()).thenNothing();
  });

  it('is another with the grades in another order', () => {
    given(productAggregate, [listed])
      .when(list({ grades: [...product.grades].reverse() }))
      .thenRefused('product_id_taken');
  });

  it('has no grade twice', () => {
    given(productAggregate, [])
      .when(list({ grades: [...product.grades, { grade: 'extra', name: 'Again' }] }))
      .thenRefused('grade_twice');
  });
});
