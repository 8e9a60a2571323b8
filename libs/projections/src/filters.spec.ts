import { matchesSubject } from '@oce/event-store';
import fc from 'fast-check';
import { unionOfFilters } from './filters';

describe('the union of filters', () => {
  it.each([
    [['evt.a.b.*', 'evt.a.b.*'], ['evt.a.b.*']],
    [['evt.a.>', 'evt.a.b.*'], ['evt.a.>']],
    [
      ['evt.a.b.*', 'evt.a.c.*'],
      ['evt.a.b.*', 'evt.a.c.*'],
    ],
    [['evt.a.b.*', 'evt.a.b.7'], ['evt.a.b.*']],
    [['evt.>', 'evt.a.>', 'evt.b.c.*'], ['evt.>']],
    [['evt.a.*.*', 'evt.a.>'], ['evt.a.>']],
    [
      ['evt.a.*', 'evt.a.b.*'],
      ['evt.a.*', 'evt.a.b.*'],
    ],
    [[], []],
  ])('of %j is %j', (filters, union) => {
    expect(unionOfFilters(filters)).toEqual(union);
  });

  it('passes exactly what one of the filters passes', () => {
    const token = fc.constantFrom('a', 'b', '*');
    const tail = fc.constantFrom('a', 'b', '*', '>');
    const filter = fc
      .tuple(fc.array(token, { minLength: 0, maxLength: 3 }), tail)
      .map(([tokens, last]) => ['evt', ...tokens, last].join('.'));
    const subject = fc
      .array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 5 })
      .map((tokens) => ['evt', ...tokens].join('.'));
    fc.assert(
      fc.property(fc.array(filter, { maxLength: 5 }), subject, (filters, one) => {
        const passes = (list: readonly string[]) => list.some((each) => matchesSubject(each, one));
        expect(passes(unionOfFilters(filters))).toBe(passes(filters));
      }),
      { numRuns: 500 },
    );
  });
});
