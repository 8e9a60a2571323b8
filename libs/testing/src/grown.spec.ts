import { grown, grownGolden, unheardBelow } from './grown';

describe('an event that has grown', () => {
  it('has a field more in each of its objects, in lists too', () => {
    const data = { lotId: 'LOT-1', lines: [{ grams: 1 }], place: { of: { rest: true } } };
    expect(grown({ type: 'LotClosed', v: 1, data }).data).toEqual({
      lotId: 'LOT-1',
      lines: [{ grams: 1, unheard: true }],
      place: { of: { rest: true, unheard: true }, unheard: true },
      unheard: true,
    });
  });

  it('is found in documents below their own fields', () => {
    const { data } = grownGolden('LotClosed');
    expect(unheardBelow({ a: data, b: { grams: 1, unheard: true } })).toEqual(['a.deliveries']);
  });
});
