import { invalid, isNumber, valid, withoutSpaces, type Check } from './check';

export type TaxIdRule = 'tax_id_digits';

/**
 * The identifiant fiscal (IF) of a Moroccan taxpayer: up to 8 digits, 7 or 8 as given out today [O], without a check
 * digit. Spaces are tolerated and taken out; leading zeros are no other number and go.
 */
export function checkTaxId(text: string): Check<TaxIdRule> {
  const digits = withoutSpaces(text).replace(/^0+(?=\d)/u, '');
  const fits = digits.length >= 5 && digits.length <= 8 && isNumber(digits, digits.length);
  return fits ? valid(digits) : invalid('tax_id_digits', 'an IF is 5 to 8 digits');
}
