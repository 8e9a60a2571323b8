import { divideRounded, parseDecimal } from '@oce/quantities';

/** What one parameter may be, at the decimals at which it is compared. */
export interface Limit {
  readonly parameter: string;
  readonly unit: string;
  readonly decimals: number;
  readonly max: string | null;
  readonly min: string | null;
  /** `above`: more than `min`, not `min` itself. */
  readonly isAboveMin: boolean;
}

/** What was measured: a value, or less than can be told. Below the limit of quantification is a value of its own, not 0. */
export type Measured =
  | { readonly kind: 'value'; readonly value: string }
  | { readonly kind: 'below_quantification'; readonly limitOfQuantification: string };

/** Whether a limit holds; undefined where nothing was reported, or where it cannot be told. */
export type Held = 'holds' | 'fails' | 'unknown';

const DECIMALS = 6;

/** A decimal in units of the last place of a limit, rounded half away from zero: 0.804 is 0.80 at two decimals. */
function atDecimals(text: string, decimals: number): bigint {
  return divideRounded(BigInt(parseDecimal(text, DECIMALS)), 10n ** BigInt(DECIMALS - decimals));
}

/** Compares at the decimals of the limit (chain.md 4). */
export function holds(limit: Limit, measured: Measured | undefined): Held {
  if (measured === undefined) return 'unknown';
  const { decimals, max, min, isAboveMin } = limit;
  const at = (text: string) => atDecimals(text, decimals);
  if (measured.kind === 'below_quantification') {
    // It is somewhere below: a lowest value cannot be shown by it.
    if (min !== null) return isAboveMin || at(min) > 0n ? 'fails' : 'holds';
    return max === null || at(measured.limitOfQuantification) <= at(max) ? 'holds' : 'unknown';
  }
  const value = at(measured.value);
  if (max !== null && value > at(max)) return 'fails';
  if (min !== null && (isAboveMin ? value <= at(min) : value < at(min))) return 'fails';
  return 'holds';
}
