import { Double } from 'bson';
import {
  addDecimals,
  type Decimal,
  decimalFromDouble,
  decimalToDouble,
  divideDecimals,
  fromDecimal,
  multiplyDecimals,
  toDecimal,
  toDouble,
} from './decimal';
import { isDecimal, isDouble, isNumeric, type Numeric, type Value } from './values';

const INT32_MAX = 2n ** 31n - 1n;
const INT64_MAX = 2n ** 63n - 1n;

const fitsInt64 = (value: bigint): boolean => value <= INT64_MAX && value >= -INT64_MAX - 1n;
const fitsInt32 = (value: bigint): boolean => value <= INT32_MAX && value >= -INT32_MAX - 1n;

/** An integer in the narrowest type that its operands allow: int32 where it fits, unless one was an int64. */
function integerResult(value: bigint, hasInt64: boolean): Numeric | undefined {
  if (!hasInt64 && fitsInt32(value)) return Number(value);
  return fitsInt64(value) ? value : undefined;
}

interface Fractional {
  readonly doubles: (a: number, b: number) => number;
  readonly decimals: (a: Decimal, b: Decimal) => Decimal;
}
interface Operation extends Fractional {
  readonly integers: (a: bigint, b: bigint) => bigint;
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

const DIVIDE: Fractional = { doubles: (a, b) => a / b, decimals: divideDecimals };

/** Exact where both are finite, else as doubles. */
function combine(
  { decimals, doubles }: Fractional,
  a: Decimal | number,
  b: Decimal | number,
): Decimal | number {
  if (typeof a === 'object' && typeof b === 'object') return decimals(a, b);
  return doubles(decimalToDouble(a), decimalToDouble(b));
}

/** The result in the wider of the two types; undefined where integers pass 64 bits. */
function calculate(operation: Operation, a: Numeric, b: Numeric): Numeric | undefined {
  if (isDecimal(a) || isDecimal(b)) return fromDecimal(combine(operation, toDecimal(a), toDecimal(b)));
  if (isDouble(a) || isDouble(b)) return new Double(operation.doubles(toDouble(a), toDouble(b)));
  const hasInt64 = typeof a === 'bigint' || typeof b === 'bigint';
  return integerResult(operation.integers(BigInt(a), BigInt(b)), hasInt64);
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
  if (isDecimal(a) || isDecimal(b)) return fromDecimal(combine(DIVIDE, toDecimal(a), toDecimal(b)));
  return new Double(toDouble(a) / toDouble(b));
}

/** The value as a JavaScript integer, if it is a number of any type without a fraction; else undefined. */
export function integerOf(value: Value | undefined): number | undefined {
  if (!isNumeric(value)) return undefined;
  const double = toDouble(value);
  return Number.isSafeInteger(double) ? double : undefined;
}

/** MongoDB's truth: everything but false, null, zero and what is missing. */
export function isTruthy(value: Value | undefined): boolean {
  if (value === undefined || value === null || value === false) return false;
  return !isNumeric(value) || toDouble(value) !== 0;
}

/** The whole part of a number, exactly; undefined for what is none or passes 64 bits. */
export function wholePartOf(value: Value | undefined): bigint | undefined {
  if (!isNumeric(value)) return undefined;
  if (typeof value === 'bigint') return value;
  const decimal = toDecimal(value);
  if (!(Math.abs(decimalToDouble(decimal)) < 2 ** 63) || typeof decimal === 'number') return undefined;
  const { coefficient, exponent } = decimal;
  return exponent >= 0 ? coefficient * 10n ** BigInt(exponent) : coefficient / 10n ** BigInt(-exponent);
}

const LOW_BITS = 2n ** 32n;

/**
 * Sums numbers as MongoDB does: integers exactly, doubles with the rounding error carried along (so ten times 0.1 is
 * 1), decimals to 34 digits; the result in the widest type met.
 */
export class Summation {
  count = 0;
  private integers = 0n;
  private sum = 0;
  private carried = 0;
  private special = 0;
  private decimals: Decimal | number = { coefficient: 0n, exponent: 0 };
  private hasInt64 = false;
  private hasDouble = false;
  private hasDecimal = false;

  add(value: Numeric): void {
    this.count += 1;
    if (isDecimal(value)) this.addDecimal(value);
    else if (isDouble(value)) {
      this.hasDouble = true;
      this.addDouble(value.value);
    } else {
      if (typeof value === 'bigint') this.hasInt64 = true;
      this.addInteger(BigInt(value));
    }
  }

  private addInteger(value: bigint): void {
    this.integers += value;
    // Both halves are exact as doubles.
    const low = value % LOW_BITS;
    this.addDouble(Number(value - low));
    this.addDouble(Number(low));
  }

  private addDecimal(value: Numeric): void {
    this.hasDecimal = true;
    this.decimals = combine(ADD, this.decimals, toDecimal(value));
  }

  private addDouble(value: number): void {
    this.special += value;
    const sum = this.sum + value;
    const part = sum - this.sum;
    this.carried += this.sum - (sum - part) + (value - part);
    this.sum = sum;
  }

  // NaN and the infinities make the carried error NaN; the plain sum has them right.
  private get double(): number {
    const exact = this.sum + this.carried;
    return Number.isNaN(exact) ? this.special : exact;
  }

  private get nonDecimal(): Decimal | number {
    if (!this.hasDouble) return { coefficient: this.integers, exponent: 0 };
    if (!Number.isFinite(this.double)) return this.double;
    return addDecimals(decimalFromDouble(this.sum), decimalFromDouble(this.carried));
  }

  private get decimal(): Decimal | number {
    return combine(ADD, this.decimals, this.nonDecimal);
  }

  /** The sum; int32 zero where nothing was added. Integers that pass 64 bits become a double. */
  get total(): Numeric {
    if (this.hasDecimal) return fromDecimal(this.decimal);
    if (this.hasDouble) return new Double(this.double);
    if (!fitsInt64(this.integers)) return new Double(Number(this.integers));
    return integerResult(this.integers, this.hasInt64) ?? this.integers;
  }

  /** The mean, a double or a decimal; null where nothing was added. */
  get mean(): Numeric | null {
    if (this.count === 0) return null;
    if (!this.hasDecimal) return new Double(this.double / this.count);
    const total = this.decimal;
    return typeof total === 'object' ? divide(fromDecimal(total), this.count) : fromDecimal(total);
  }
}
