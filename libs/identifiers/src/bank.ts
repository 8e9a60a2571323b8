import { invalid, isNumber, valid, withoutSpaces, type Check } from './check';

export type RibRule = 'rib_digits' | 'rib_key';
export type IbanRule = 'iban_form' | 'iban_country' | 'iban_length' | 'iban_check' | RibRule;

/** Because a valid RIB is a multiple of 97, every Moroccan IBAN has the same check digits. */
const IBAN_PREFIX = 'MA64';

/** The key (2 digits) of a RIB's first 22: 97 - (digits x 100 mod 97). The body is 22 digits. */
export function ribKey(body: string): string {
  if (!/^\d{22}$/u.test(body)) throw new TypeError('the body of a RIB is 22 digits');
  return String(97n - ((BigInt(body) * 100n) % 97n)).padStart(2, '0');
}

/**
 * A Moroccan bank account: bank 3, locality 3, account 16, key 2. Spaces are tolerated and taken out.
 * The key is compared as such: "00" and "97" both make a multiple of 97, only one of them is ever issued.
 */
export function checkRib(text: string): Check<RibRule> {
  const digits = withoutSpaces(text);
  if (!isNumber(digits, 24)) return invalid('rib_digits', 'a RIB is 24 digits');
  if (ribKey(digits.slice(0, 22)) !== digits.slice(22)) {
    return invalid('rib_key', 'the key of the RIB does not match its account');
  }
  return valid(digits);
}

/** "011 519 0000012050005349 21": the groups printed on a Moroccan bank statement. The RIB is checked already. */
export function formatRib(rib: string): string {
  return [rib.slice(0, 3), rib.slice(3, 6), rib.slice(6, 22), rib.slice(22)].join(' ');
}

/** The IBAN of a RIB, or the rule that the RIB breaks. */
export function ibanOfRib(rib: string): Check<RibRule> {
  const checked = checkRib(rib);
  return checked.ok ? valid(IBAN_PREFIX + checked.value) : checked;
}

/** A Moroccan IBAN: MA, 28 characters, ISO 13616 check digits, and a valid RIB inside. Case and spaces are tolerated. */
export function checkIban(text: string): Check<IbanRule> {
  const iban = withoutSpaces(text).toUpperCase();
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]+$/u.test(iban)) {
    return invalid('iban_form', 'an IBAN is two letters, two digits and an account');
  }
  if (!iban.startsWith('MA')) return invalid('iban_country', 'the IBAN is not Moroccan');
  if (iban.length !== 28) return invalid('iban_length', 'a Moroccan IBAN has 28 characters');
  if (ibanRemainder(iban) !== 1n) return invalid('iban_check', 'the check digits of the IBAN do not match');
  const rib = checkRib(iban.slice(4));
  return rib.ok ? valid(iban) : rib;
}

/** The RIB inside a Moroccan IBAN, or the rule that the IBAN breaks. */
export function ribOfIban(iban: string): Check<IbanRule> {
  const checked = checkIban(iban);
  return checked.ok ? valid(checked.value.slice(4)) : checked;
}

function ibanRemainder(iban: string): bigint {
  const moved = iban.slice(4) + iban.slice(0, 4);
  return BigInt(moved.replace(/[A-Z]/gu, (letter) => String(letter.charCodeAt(0) - 55))) % 97n;
}
