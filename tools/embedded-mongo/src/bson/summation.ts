import { Double } from 'bson';
import { divide, fitsInt64, integerResult } from './arithmetic';
import {
  addDecimals,
  type Decimal,
  decimalFromDouble,
  decimalToDouble,
  fromDecimal,
  toDecimal,
} from './decimal';
import { type Numeric, isDecimal, isDouble } from './values';

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
    const next = toDecimal(value);
    this.decimals =
      typeof next === 'object' && typeof this.decimals === 'object'
        ? addDecimals(this.decimals, next)
        : decimalToDouble(this.decimals) + decimalToDouble(next);
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
    const other = this.nonDecimal;
    return typeof other === 'object' && typeof this.decimals === 'object'
      ? addDecimals(this.decimals, other)
      : decimalToDouble(this.decimals) + decimalToDouble(other);
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
