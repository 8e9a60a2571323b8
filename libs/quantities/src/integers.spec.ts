import fc from 'fast-check';
import { divideRounded, multiplyRatio, QuantityError, sumExactly, toBigInt, toSafeNumber } from './index';

const slugOf = (action: () => unknown): string => {
  try {
    action();
  } catch (error) {
    if (error instanceof QuantityError) return error.slug;
    throw error;
  }
  return 'no error';
};

describe('divideRounded', () => {
  it.each([
    [5n, 2n, 3n, 2n, 2n],
    [7n, 2n, 4n, 4n, 3n],
    [-5n, 2n, -3n, -2n, -2n],
    [-7n, 2n, -4n, -4n, -3n],
    [5n, -2n, -3n, -2n, -2n],
    [-5n, -2n, 3n, 2n, 2n],
    [8n, 3n, 3n, 3n, 2n],
    [7n, 3n, 2n, 2n, 2n],
    [1n, 2n, 1n, 0n, 0n],
    [-1n, 2n, -1n, 0n, 0n],
    [6n, 3n, 2n, 2n, 2n],
    [0n, 7n, 0n, 0n, 0n],
  ])(
    '%s / %s is %s half away from zero, %s half even, %s toward zero',
    (n, d, halfAway, halfEven, toward) => {
      expect(divideRounded(n, d)).toBe(halfAway);
      expect(divideRounded(n, d, 'half-even')).toBe(halfEven);
      expect(divideRounded(n, d, 'toward-zero')).toBe(toward);
    },
  );

  it('is never further than half a unit from the exact quotient, and mirrors for a negated numerator', () => {
    const any = fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n });
    const positive = fc.bigInt({ min: 1n, max: 10n ** 12n });
    fc.assert(
      fc.property(any, positive, fc.constantFrom('half-away-from-zero', 'half-even'), (n, d, rounding) => {
        const rounded = divideRounded(n, d, rounding);
        const distance = rounded * d - n;
        expect(2n * (distance < 0n ? -distance : distance) <= d).toBe(true);
        expect(divideRounded(-n, d, rounding)).toBe(-rounded);
      }),
    );
  });

  it('refuses a zero denominator', () => {
    expect(slugOf(() => divideRounded(1n, 0n))).toBe('zero_denominator');
  });
});

describe('the border between numbers and BigInt', () => {
  it.each([
    [() => toBigInt(0.1), 'not_an_integer'],
    [() => toBigInt(Number.NaN), 'not_an_integer'],
    [() => toBigInt(Number.POSITIVE_INFINITY), 'not_an_integer'],
    [() => toBigInt(2 ** 53), 'out_of_range'],
    [() => toSafeNumber(2n ** 53n), 'out_of_range'],
    [() => toSafeNumber(-(2n ** 53n)), 'out_of_range'],
    [() => sumExactly([Number.MAX_SAFE_INTEGER, 1]), 'out_of_range'],
  ])('refuses what cannot be exact: %s', (action, slug) => {
    expect(slugOf(action)).toBe(slug);
  });

  it('sums past 2^53 on the way as long as the result fits', () => {
    expect(sumExactly([Number.MAX_SAFE_INTEGER, 5, -5, -1])).toBe(Number.MAX_SAFE_INTEGER - 1);
    expect(sumExactly([])).toBe(0);
  });

  it('multiplies exactly where the product passes 2^53', () => {
    expect(multiplyRatio(9_007_199_254_740_991, 9_007_199_254_740_991, 9_007_199_254_740_991)).toBe(
      9_007_199_254_740_991,
    );
  });

  it('never answers minus zero', () => {
    expect(multiplyRatio(-1, 1, 1000)).toBe(0);
    expect(multiplyRatio(-0, 1, 1)).toBe(0);
  });
});
