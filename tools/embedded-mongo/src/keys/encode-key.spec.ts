import { Decimal128, Double } from 'bson';
import * as fc from 'fast-check';
import { numeric, value } from '../../test/arbitraries';
import { compareNumbers, compareValues } from '../bson/compare';
import type { Numeric, Value } from '../bson/values';
import { afterPrefix, EMPTY_ARRAY, encodeCompoundKey, encodeKey } from './encode-key';

jest.setTimeout(60_000);

const orderOfKeys = (a: Value, b: Value): number => Buffer.compare(encodeKey(a), encodeKey(b));

describe('the keys of values', () => {
  it('have the order of the numbers, whatever their types', () => {
    fc.assert(
      fc.property(numeric, numeric, (a, b) => {
        expect(orderOfKeys(a, b)).toBe(Math.sign(compareNumbers(a, b)));
      }),
      { numRuns: 3_000 },
    );
  });

  it('have the order of the values, whatever their types', () => {
    fc.assert(
      fc.property(value, value, (a, b) => {
        expect(orderOfKeys(a, b)).toBe(Math.sign(compareValues(a, b)));
      }),
      { numRuns: 3_000 },
    );
  });

  it('are never the beginning of another, so that several may stand in a row', () => {
    fc.assert(
      fc.property(value, value, (a, b) => {
        const [x, y] = [encodeKey(a), encodeKey(b)];
        fc.pre(!x.equals(y));
        expect(y.subarray(0, x.length).equals(x)).toBe(false);
      }),
      { numRuns: 2_000 },
    );
  });

  it('in a row have the order of the first field that differs, reversed where it descends', () => {
    const directions = fc.tuple(fc.constantFrom(1, -1), fc.constantFrom(1, -1));
    fc.assert(
      fc.property(value, value, value, value, directions, (a, b, c, d, [first, second]) => {
        const keys = Buffer.compare(
          encodeCompoundKey([a, b], [first, second]),
          encodeCompoundKey([c, d], [first, second]),
        );
        const values = compareValues(a, c) * first || compareValues(b, d) * second;
        // Equal and reversed is -0, which is equal all the same.
        expect(keys).toBe(Math.sign(values) + 0);
      }),
      { numRuns: 2_000 },
    );
  });

  it('put an empty array below null and above MinKey', () => {
    expect(Buffer.compare(encodeKey(EMPTY_ARRAY), encodeKey(null))).toBeLessThan(0);
    expect(encodeKey(undefined)).toEqual(encodeKey(null));
  });

  it.each<[string, Numeric, Numeric, number]>([
    ['a long next to a double', 2n ** 53n + 1n, new Double(2 ** 53), 1],
    ['negative longs next to a double', -(2n ** 53n) - 1n, new Double(-(2 ** 53)), -1],
    ['a decimal and the double written alike', Decimal128.fromString('0.1'), new Double(0.1), -1],
    ['a decimal and the double it equals', Decimal128.fromString('0.5'), new Double(0.5), 0],
    ['a decimal beyond all doubles', Decimal128.fromString('1E400'), new Double(Number.MAX_VALUE), 1],
    ['a decimal below infinity', Decimal128.fromString('1E400'), new Double(Infinity), -1],
    ['a decimal between zero and the least double', Decimal128.fromString('1E-400'), new Double(5e-324), -1],
    ['a decimal above zero', Decimal128.fromString('1E-400'), 0, 1],
    ['negative zero', new Double(-0), 0, 0],
    ['NaN and minus infinity', new Double(NaN), new Double(-Infinity), -1],
    ['a decimal across a power of ten', Decimal128.fromString('1E23'), new Double(1e23), 1],
  ])('tell %s apart', (_title, a, b, expected) => {
    expect(Math.sign(compareNumbers(a, b))).toBe(expected);
    expect(orderOfKeys(a, b)).toBe(expected);
  });
});

describe('the key after a prefix', () => {
  it('is above every key that begins with it and not above any other', () => {
    const bytes = fc.uint8Array({ minLength: 1, maxLength: 4 }).filter((prefix) => prefix[0] !== 0xff);
    fc.assert(
      fc.property(bytes, fc.uint8Array({ maxLength: 4 }), (prefix, tail) => {
        const end = afterPrefix(Buffer.from(prefix));
        expect(Buffer.compare(Buffer.concat([prefix, tail]), end)).toBeLessThan(0);
        expect(Buffer.compare(Buffer.concat([prefix, Buffer.alloc(8, 0xff)]), end)).toBeLessThan(0);
        expect(end.length).toBeLessThanOrEqual(prefix.length);
      }),
    );
  });
});
