import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { invalid, valid, withoutSpaces, type Check } from './check';

export type CinRule = 'cin_form';
export type PhoneRule = 'phone_form' | 'phone_country' | 'phone_number';

const MOROCCO = 'MA';
const MOROCCO_CALLING_CODE = '212';

/**
 * A Moroccan identity card: one or two letters, then five to seven digits; there is no check digit. Normalised to
 * upper case without spaces and hyphens, so that one card has one spelling.
 */
export function checkCin(text: string): Check<CinRule> {
  const cin = withoutSpaces(text).replace(/-/gu, '').toUpperCase();
  if (!/^[A-Z]{1,2}\d{5,7}$/u.test(cin)) {
    return invalid('cin_form', 'a CIN is one or two letters and five to seven digits');
  }
  return valid(cin);
}

/**
 * A Moroccan telephone number, national or international, normalised to E.164 ("+212612345678").
 * Text around the number and extensions are refused: the value is what messages are sent to.
 */
export function checkPhone(text: string): Check<PhoneRule> {
  const number = parsePhoneNumberFromString(text, { defaultCountry: MOROCCO, extract: false });
  if (number === undefined || number.ext !== undefined) {
    return invalid('phone_form', 'this is not a telephone number');
  }
  if (number.countryCallingCode !== MOROCCO_CALLING_CODE) {
    return invalid('phone_country', 'the telephone number is not Moroccan');
  }
  if (!number.isValid()) return invalid('phone_number', 'no Moroccan telephone number has these digits');
  return valid(number.number);
}
