import { Double } from 'bson';
import {
  addDecimals,
  decimalToDouble,
  divideDecimals,
  fromDecimal,
  type Decimal,
  multiplyDecimals,
  toDecimal,
  toDouble,
} from './decimal';
import { type Numeric, isDecimal, isDouble } from './values';

const INT32_MAX = 2n ** 31n - 1n;
const INT64_MAX = 2n ** 63n - 1n;

export const fitsInt64 = (value: bigint): boolean => value <= INT64_MAX && value >= -INT64_MAX - 1n;
const fitsInt32 = (value: bigint): boolean => value <= INT32_MAX && value >= -INT32_MAX - 1n;

/** An integer in the narrowest type that its operands allow: int32 where it fits, unless one was an int64. */
export function integerResult(value: bigint, hasInt64: boolean): Numeric | undefined {
  if (!hasInt64 && fitsInt32(value)) return Number(value);
  return fitsInt64(value) ? value : undefined;
}

type DecimalOp = (a: Decimal, b: Decimal) => Decimal;

function decimalResult(
  a: Numeric,
  b: Numeric,
  exact: DecimalOp,
  rough: (x: number, y: number) => number,
): Numeric {
  const [x, y] = [toDecimal(a), toDecimal(b)];
  if (typeof x === 'object' && typeof y === 'object') return fromDecimal(exact(x, y));
  return fromDecimal(rough(decimalToDouble(x), decimalToDouble(y)));
}

interface Operation {
  readonly integers: (a: bigint, b: bigint) => bigint;
  readonly doubles: (a: number, b: number) => number;
  readonly decimals: DecimalOp;
}

const negate = ({ coefficient, exponent }: Decimal): Decimal => ({ coefficient: -coefficient, exponent });

const ADD: Operation = { integers: (a, b) => a + b, doubles: (a, b) => a + b, decimals: addDecimals };
const MULTIPLY: Operation = {
  integers: (a, b) => a * b,
  doubles: (a, b) => a * b,
  decimals: multiplyDecimals,
};
const SUBTRACT: Operation = {
  integers: (a, b) => a - b,
  doubles: (a, b) => a - b,
  decimals: (a, b) => addDecimals(a, negate(b)),
};

/** The result in the wider of the two types; undefined where integers pass 64 bits. */
function calculate({ integers, doubles, decimals }: Operation, a: Numeric, b: Numeric): Numeric | undefined {
  if (isDecimal(a) || isDecimal(b)) return decimalResult(a, b, decimals, doubles);
  if (isDouble(a) || isDouble(b)) return new Double(doubles(toDouble(a), toDouble(b)));
  const hasInt64 = typeof a === 'bigint' || typeof b === 'bigint';
  return integerResult(integers(BigInt(a), BigInt(b)), hasInt64);
}

/** a + b; undefined where two integers pass 64 bits. */
export const add = (a: Numeric, b: Numeric): Numeric | undefined => calculate(ADD, a, b);

const orDouble = (operation: Operation, a: Numeric, b: Numeric): Numeric =>
  calculate(operation, a, b) ?? new Double(operation.doubles(toDouble(a), toDouble(b)));

/** a - b, as a double where two integers pass 64 bits. */
export const subtract = (a: Numeric, b: Numeric): Numeric => orDouble(SUBTRACT, a, b);

/** a * b, as a double where two integers pass 64 bits. */
export const multiply = (a: Numeric, b: Numeric): Numeric => orDouble(MULTIPLY, a, b);

/** a / b: a decimal where one is, else a double. The divisor is not zero. */
export function divide(a: Numeric, b: Numeric): Numeric {
  if (isDecimal(a) || isDecimal(b)) return decimalResult(a, b, divideDecimals, (x, y) => x / y);
  return new Double(toDouble(a) / toDouble(b));
}
