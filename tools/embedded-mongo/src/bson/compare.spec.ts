import * as fc from 'fast-check';
import { numeric, value } from '../../test/arbitraries';
import { compareText, compareValues, equalValues } from './compare';

jest.setTimeout(60_000);

describe('the order of BSON values', () => {
  it('is the same from both sides', () => {
    fc.assert(
      fc.property(value, value, (a, b) => {
        expect(Math.sign(compareValues(a, b))).toBe(-Math.sign(compareValues(b, a)) + 0);
      }),
      { numRuns: 2_000 },
    );
  });

  it('passes on from one to the next', () => {
    fc.assert(
      fc.property(numeric, numeric, numeric, (a, b, c) => {
        const [x, y, z] = [a, b, c].sort(compareValues);
        expect(compareValues(x, y)).toBeLessThanOrEqual(0);
        expect(compareValues(y, z)).toBeLessThanOrEqual(0);
        expect(compareValues(x, z)).toBeLessThanOrEqual(0);
      }),
      { numRuns: 2_000 },
    );
  });

  it('makes every value equal to itself, NaN too', () => {
    fc.assert(fc.property(value, (a) => equalValues(a, a)));
  });

  it('of text is that of its UTF-8 bytes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (a, b) => {
        expect(Math.sign(compareText(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)));
      }),
      { numRuns: 2_000 },
    );
  });

  it('takes a missing value for null', () => {
    expect(equalValues(undefined, null)).toBe(true);
    expect(compareValues(undefined, false)).toBeLessThan(0);
  });
});
