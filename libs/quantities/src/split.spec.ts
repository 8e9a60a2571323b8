import fc from 'fast-check';
import { splitByLargestRemainder } from './index';

const refusal = (slug: string) => expect.objectContaining({ name: 'QuantityError', slug });
const total = fc.maxSafeInteger();
const weights = fc
  .array(fc.bigInt({ min: 0n, max: 10n ** 18n }), { minLength: 1, maxLength: 40 })
  .filter((list) => list.some((weight) => weight > 0n));
const sum = (values: readonly bigint[]): bigint => values.reduce((a, b) => a + b, 0n);
const big = (values: readonly number[]): bigint[] => values.map(BigInt);

describe('splitByLargestRemainder', () => {
  it('gives the three members of the worked pool their shares', () => {
    const points = [1_467_000n * 1_050_000n, 4_020_000n * 1_000_000n, 2_513_000n * 920_000n];
    expect(splitByLargestRemainder(5_102_000, points)).toEqual([998_292, 2_605_340, 1_498_368]);
  });

  it('gives the centimes left over to the earlier index among equal remainders', () => {
    expect(splitByLargestRemainder(100, [1, 1, 1])).toEqual([34, 33, 33]);
    expect(splitByLargestRemainder(200, [1, 1, 1])).toEqual([67, 67, 66]);
    expect(splitByLargestRemainder(-100, [1, 1, 1])).toEqual([-34, -33, -33]);
    expect(splitByLargestRemainder(1, [0, 5, 5])).toEqual([0, 1, 0]);
  });

  it('gives nothing to a weight of zero, and zero of nothing to everyone', () => {
    expect(splitByLargestRemainder(7, [0, 3, 0])).toEqual([0, 7, 0]);
    expect(splitByLargestRemainder(0, [2, 3])).toEqual([0, 0]);
  });

  it.each([
    ['no_weights', []],
    ['zero_weights', [0, 0n]],
    ['negative_weight', [3, -1]],
    ['not_an_integer', [0.5]],
  ])('refuses with %s', (slug, list) => {
    expect(() => splitByLargestRemainder(100, list)).toThrow(refusal(slug));
  });

  it('always adds up to the total', () => {
    fc.assert(
      fc.property(total, weights, (amount, list) => {
        expect(sum(big(splitByLargestRemainder(amount, list)))).toBe(BigInt(amount));
      }),
    );
  });

  it('keeps each share within one centime of its exact value', () => {
    fc.assert(
      fc.property(total, weights, (amount, list) => {
        const whole = sum(list);
        big(splitByLargestRemainder(amount, list)).forEach((share, index) => {
          const distance = share * whole - BigInt(amount) * list[index]!;
          expect((distance < 0n ? -distance : distance) < whole).toBe(true);
        });
      }),
    );
  });

  it('mirrors a negative total', () => {
    fc.assert(
      fc.property(total, weights, (amount, list) => {
        const mirrored = splitByLargestRemainder(-amount, list).map((share) => 0 - share);
        expect(mirrored).toEqual(splitByLargestRemainder(amount, list));
      }),
    );
  });

  it('depends on the order of the weights only by who gets the centime of a tie', () => {
    const shuffled = weights.chain((list) =>
      fc.tuple(fc.constant(list), fc.shuffledSubarray([...list.keys()], { minLength: list.length })),
    );
    fc.assert(
      fc.property(total, shuffled, (amount, [list, order]) => {
        const reordered = order.map((index) => list[index]!);
        expect(shareSumByRemainder(amount, reordered)).toEqual(shareSumByRemainder(amount, list));
      }),
    );
  });
});

/** What all weights with the same remainder (those that tie) receive together. */
function shareSumByRemainder(amount: number, list: readonly bigint[]): [bigint, bigint][] {
  const whole = sum(list);
  const sums = new Map<bigint, bigint>();
  big(splitByLargestRemainder(amount, list)).forEach((share, index) => {
    const remainder = (BigInt(Math.abs(amount)) * list[index]!) % whole;
    sums.set(remainder, (sums.get(remainder) ?? 0n) + share);
  });
  return [...sums].sort(([a], [b]) => (a < b ? -1 : 1));
}
