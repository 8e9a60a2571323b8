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

  const packing = {
    pieceGrams: 458,
    pieceMillilitres: 500,
    drainedGrams: null,
    case: { pieces: 12, gtin: '16119990001018' },
    pallet: { cases: 60, gtin: '26119990001015' },
  };
  const bottle = { ...product, productId: 'BOTTLE', kind: 'packed', unit: 'piece', packing } as const;

  it('that is packed says what a piece, a case and a pallet hold, each with a GTIN of its own', () => {
    given(productAggregate, [])
      .when(list(bottle))
      .then({ ...listed, data: bottle });
    given(productAggregate, [])
      .when(list({ ...bottle, packing: { ...packing, case: { pieces: 12, gtin: product.gtin } } }))
      .thenRefused('gtin_twice');
  });

  it.each<[string, Partial<ProductListed['data']>]>([
    ['packing_missing', { kind: 'packed', unit: 'piece', packing: null }],
    ['packing_missing', { kind: 'packed', unit: 'kg', packing: null }],
    ['packing_without_pieces', { ...bottle, unit: 'kg' }],
    ['pallet_without_case', { ...bottle, packing: { ...packing, case: null } }],
    ['drained_above_net', { ...bottle, packing: { ...packing, drainedGrams: 459 } }],
    ['grades_missing', { grades: [] }],
    ['grades_missing', { kind: 'by-product', grades: [] }],
  ])('is refused with %s: %j', (slug, change) => {
    given(productAggregate, []).when(list(change)).thenRefused(slug);
  });

  it('that is a material or an input has no grades', () => {
    for (const kind of ['material', 'input'] as const)
      given(productAggregate, [])
        .when(list({ kind, grades: [] }))
        .then({ ...listed, data: { ...product, kind, grades: [] } });
  });
});
