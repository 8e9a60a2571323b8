import { Decimal128, Double } from 'bson';
import * as fc from 'fast-check';
import { add, divide, multiply, subtract, Summation } from './arithmetic';
import { numeric } from '../../test/arbitraries';
import { equalValues } from './compare';
import { fromDecimal, toDecimal } from './decimal';
import { isDecimal, type Numeric } from './values';

jest.setTimeout(60_000);

const d = (text: string): Decimal128 => Decimal128.fromString(text);
const sum = (...values: Numeric[]): Numeric => {
  const summation = new Summation();
  for (const value of values) summation.add(value);
  return summation.total;
};

describe('arithmetic', () => {
  it.each<[Numeric, Numeric, Numeric | undefined]>([
    [1, 2, 3],
    [2 ** 31 - 1, 1, 2n ** 31n],
    [1n, 2, 3n],
    [2n ** 63n - 1n, 1, undefined],
    [1, new Double(0.5), new Double(1.5)],
    [d('0.10'), 1, d('1.10')],
    [d('1E34'), d('1'), d('10000000000000000000000000000000000')],
    [d('9999999999999999999999999999999999'), d('0.5'), d('1.000000000000000000000000000000000E+34')],
    [d('Infinity'), 1, d('Infinity')],
  ])('adds %p and %p in the wider type', (a, b, expected) => {
    expect(add(a, b)?.toString()).toBe(expected?.toString());
    expect(typeof add(a, b)).toBe(typeof expected);
  });

  it.each<[string, Numeric, Numeric]>([
    ['an integer product past 64 bits becomes a double', multiply(2n ** 62n, 4), new Double(2 ** 64)],
    ['a decimal product keeps its digits', multiply(d('1.50'), d('2.0')), d('3.000')],
    ['a difference of decimals', subtract(d('0.3'), d('0.1')), d('0.2')],
    ['a quotient of ints is a double', divide(1, 4), new Double(0.25)],
    [
      'a quotient of decimals has 34 digits',
      divide(d('1'), d('3')),
      d('0.3333333333333333333333333333333333'),
    ],
    [
      'a quotient rounds half to even on all digits',
      divide(d('2'), d('3')),
      d('0.6666666666666666666666666666666667'),
    ],
    ['an exact quotient drops no digit and adds none', divide(d('6'), d('4')), d('1.5')],
  ])('%s', (_title, result, expected) => {
    expect(result.toString()).toBe(expected.toString());
  });

  it('keeps decimals as they are through the inner form', () => {
    fc.assert(
      fc.property(numeric.filter(isDecimal), (value) => {
        expect(equalValues(fromDecimal(toDecimal(value)), value)).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  it('gives the same sum in any order, for integers', () => {
    const integers = fc.array(fc.oneof(fc.integer(), fc.bigInt({ min: -(2n ** 60n), max: 2n ** 60n })), {
      maxLength: 8,
    });
    fc.assert(
      fc.property(integers, (values) => {
        const exact = values.reduce<bigint>((total, value) => total + BigInt(value), 0n);
        expect(BigInt(sum(...values) as number | bigint)).toBe(exact);
        expect(sum(...[...values].reverse())).toEqual(sum(...values));
      }),
    );
  });

  it('carries the rounding errors of doubles', () => {
    expect(sum(...Array(10).fill(new Double(0.1)))).toEqual(new Double(1));
    expect(sum(new Double(1e16), new Double(1), new Double(-1e16))).toEqual(new Double(1));
    expect(sum(new Double(Infinity), 1)).toEqual(new Double(Infinity));
    expect(sum(new Double(Infinity), new Double(-Infinity))).toEqual(new Double(NaN));
  });
});
