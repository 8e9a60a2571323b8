import { invalid } from '@oce/event-sourcing';
import { ONE_PPM } from '@oce/quantities';

/** Refuses `share_out_of_range` unless the value is a whole number of ppm from 0 to 100 %. */
export function requireShare(ppm: number, field: string): void {
  if (Number.isInteger(ppm) && ppm >= 0 && ppm <= ONE_PPM) return;
  throw invalid('share_out_of_range', `${field} must be between 0 and 100 %, in whole ppm.`, field);
}

/** Refuses `amount_negative` or, for what is not an exact integer, `amount_not_whole`. */
export function requireAmount(value: number, field: string): void {
  if (!Number.isSafeInteger(value))
    throw invalid('amount_not_whole', `${field} must be a whole number.`, field);
  if (value < 0) throw invalid('amount_negative', `${field} must not be negative.`, field);
}
