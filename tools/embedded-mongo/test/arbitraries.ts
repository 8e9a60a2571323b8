import { Binary, BSONRegExp, Decimal128, Double, MaxKey, MinKey, ObjectId, Timestamp } from 'bson';
import * as fc from 'fast-check';
import type { Numeric, Value } from '../src/bson/values';

/** Values for property tests: every type, and numbers that lie close to each other across types. */

const INT64 = { min: -(2n ** 63n), max: 2n ** 63n - 1n };
const edges: readonly bigint[] = [0n, 1n, -1n, 2n ** 31n, 2n ** 53n, -(2n ** 53n), 2n ** 62n, 2n ** 63n - 1n];

const closeIntegers = fc
  .tuple(fc.constantFrom(...edges), fc.bigInt({ min: -3n, max: 3n }))
  .map(([edge, by]) => edge + by)
  .filter((value) => value >= INT64.min && value <= INT64.max);

const int64 = fc.oneof(closeIntegers, fc.bigInt(INT64));
const int32 = fc.integer();
const double = fc
  .oneof(fc.double(), closeIntegers.map(Number), fc.constantFrom(0.1, -0.1, 0.5, 5e-324, 1e308, -0))
  .map((value) => new Double(value));

const digits = fc.bigInt({ min: -(10n ** 34n) + 1n, max: 10n ** 34n - 1n });
const exponent = fc.oneof(fc.integer({ min: -40, max: 10 }), fc.integer({ min: -6176, max: 6111 }));
const decimal = fc
  .oneof(
    fc.tuple(digits, exponent).map(([coefficient, power]) => `${coefficient}E${power}`),
    fc
      .tuple(closeIntegers, fc.constantFrom('', '.0', '.5', '.000001'))
      .map(([whole, rest]) => `${whole}${rest}`),
    fc.constantFrom('NaN', 'Infinity', '-Infinity', '-0', '0E+5', '0.1', '0.5'),
  )
  .map((text) => Decimal128.fromString(text));

/** A number of any type. */
export const numeric: fc.Arbitrary<Numeric> = fc.oneof(int32, int64, double, decimal);

const text = fc.oneof(
  fc.string({ unit: fc.constantFrom('a', 'b', '\0', 'é', '\uffee', '😀', '\u00ff') }),
  fc.string({ unit: 'grapheme' }),
);
const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '.') });
const bytes = fc.uint8Array({ maxLength: 6 });

const scalar: fc.Arbitrary<Value> = fc.oneof(
  { weight: 4, arbitrary: numeric },
  { weight: 3, arbitrary: text },
  fc.boolean(),
  fc.constant(null),
  fc.date({ noInvalidDate: true }),
  fc.tuple(bytes, fc.constantFrom(0, 5)).map(([content, subType]) => new Binary(content, subType)),
  fc.uint8Array({ minLength: 12, maxLength: 12 }).map((content) => new ObjectId(content)),
  fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }).map((value) => new Timestamp(value)),
  fc.tuple(pattern, fc.constantFrom('', 'i', 'im')).map(([source, flags]) => new BSONRegExp(source, flags)),
  fc.constant(new MinKey()),
  fc.constant(new MaxKey()),
);

/** A value of any type, nested a few levels. Names are few, so that documents often share a beginning. */
export const value: fc.Arbitrary<Value> = fc.letrec<{ node: Value }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    { weight: 5, arbitrary: scalar },
    { weight: 1, arbitrary: fc.array(tie('node'), { maxLength: 3 }) },
    {
      weight: 1,
      arbitrary: fc
        .uniqueArray(fc.tuple(fc.constantFrom('a', 'b', 'ab', '1', '10'), tie('node')), {
          maxLength: 3,
          selector: ([name]) => name,
        })
        .map((fields) => new Map(fields)),
    },
  ),
})).node;

export const document: fc.Arbitrary<Map<string, Value>> = fc
  .uniqueArray(fc.tuple(fc.string(), value), { maxLength: 6, selector: ([name]) => name })
  .map((fields) => new Map(fields.filter(([name]) => !name.includes('\0'))));
