import { invalid, isNumber, valid, withoutSpaces, type Check } from './check';

export type Gs1Rule = 'gs1_digits' | 'gs1_check_digit';

/**
 * The check digit of a GS1 number without it: from the right weights 3, 1, 3, ...; (10 - sum mod 10) mod 10
 * (GS1 General Specifications). The body is digits only, as `withGs1CheckDigit` assures.
 */
export function gs1CheckDigit(body: string): string {
  let sum = 0;
  for (let index = 0; index < body.length; index += 1) {
    const weight = (body.length - index) % 2 === 1 ? 3 : 1;
    sum += Number(body[index]) * weight;
  }
  return String((10 - (sum % 10)) % 10);
}

/** Completes a body of digits to a GS1 number: 12 to a GTIN-13 or GLN, 13 to a GTIN-14, 17 to an SSCC. */
export function withGs1CheckDigit(body: string): string {
  if (!/^\d+$/u.test(body)) throw new TypeError('the body of a GS1 number is digits only');
  return body + gs1CheckDigit(body);
}

function checker(length: number, name: string): (text: string) => Check<Gs1Rule> {
  return (text) => {
    const digits = withoutSpaces(text);
    if (!isNumber(digits, length)) return invalid('gs1_digits', `a ${name} is ${length} digits`);
    if (gs1CheckDigit(digits.slice(0, -1)) !== digits.slice(-1)) {
      return invalid('gs1_check_digit', `the check digit of the ${name} does not match`);
    }
    return valid(digits);
  };
}

/** A trade item of 14 digits. Spaces are tolerated in all four. */
export const checkGtin14 = checker(14, 'GTIN-14');

/** A trade item of 13 digits. */
export const checkGtin13 = checker(13, 'GTIN-13');

/** A place (station, warehouse) of 13 digits. */
export const checkGln = checker(13, 'GLN');

/** A logistic unit of 18 digits. */
export const checkSscc = checker(18, 'SSCC');
