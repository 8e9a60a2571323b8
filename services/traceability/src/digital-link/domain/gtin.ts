import { invalid } from '@oce/event-sourcing';
import { checkGtin14 } from '@oce/identifiers';

const LENGTH = 14;
/** GTIN-8, GTIN-12, GTIN-13 and GTIN-14 are one number, with zeros in front. */
const WRITTEN = /^(\d{8}|\d{12,14})$/u;

/** A GTIN of whatever length with 14 digits. */
export const gtin14 = (gtin: string): string => gtin.padStart(LENGTH, '0');

/** The GTIN of a path, with 14 digits. Refuses `gs1_digits` and `gs1_check_digit`. */
export function gtinOf(text: string): string {
  if (!WRITTEN.test(text)) throw invalid('gs1_digits', 'A GTIN is 8, 12, 13 or 14 digits.', 'gtin');
  const check = checkGtin14(gtin14(text));
  if (!check.ok)
    throw invalid(
      check.rule,
      'The check digit of the GTIN does not match: one of its digits is wrong.',
      'gtin',
    );
  return check.value;
}
