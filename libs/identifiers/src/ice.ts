import { invalid, isNumber, valid, withoutSpaces, type Check } from './check';

export type IceRule = 'ice_digits' | 'ice_key';

/**
 * The identifier of a Moroccan company: 9 digits of the company, 4 of the establishment, 2 of key; the whole is a
 * multiple of 97. Spaces are tolerated and taken out.
 */
export function checkIce(text: string): Check<IceRule> {
  const digits = withoutSpaces(text);
  if (!isNumber(digits, 15)) return invalid('ice_digits', 'an ICE is 15 digits');
  if (BigInt(digits) % 97n !== 0n) return invalid('ice_key', 'the key of the ICE does not match');
  return valid(digits);
}

/** The key (2 digits) that completes the first 13 digits of an ICE. */
export function iceKey(body: string): string {
  if (!/^\d{13}$/u.test(body)) throw new TypeError('the body of an ICE is 13 digits');
  return String((97n - ((BigInt(body) * 100n) % 97n)) % 97n).padStart(2, '0');
}
