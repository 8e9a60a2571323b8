import { grownGolden, projected, unheardBelow } from '@oce/testing';
import { cooperativesProjection } from '../src/cooperative/reads/cooperatives';
import { producersProjection } from '../src/producer/reads/producers';
import { productsProjection } from '../src/product/reads/products';

// The queries choose the fields of a document; what stands in lists and objects below them is chosen by its projection.
describe('a new field of an event', () => {
  it.each([
    ['products', productsProjection, [grownGolden('ProductListed')]],
    [
      'cooperatives',
      cooperativesProjection,
      [grownGolden('CooperativeAffiliated'), grownGolden('ConventionSigned')],
    ],
    ['producers', producersProjection, [grownGolden('ProducerAffiliated'), grownGolden('PlotDeclared')]],
  ])('reaches no page from below: %s', (_name, projection, events) => {
    const documents = projected(projection as never, events) as Record<string, object>;
    expect(Object.keys(documents)).not.toEqual([]);
    expect(unheardBelow(documents)).toEqual([]);
  });
});
