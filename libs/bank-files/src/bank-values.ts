import { parseDecimal } from '@oce/quantities';
import { BankFileError } from './bank-file-error';
import type { XmlElement } from './xml-element';

/**
 * An ISO 20022 decimal -> exact hundredths; zeros beyond the second decimal are let pass ("12.50000").
 * Refuses `malformed_amount`: signs, commas, exponents, parts of a centime, more than 2^53.
 */
export function centimesOf(element: XmlElement): number {
  const text = element.text;
  const match = /^(\d{1,18})(?:\.(\d{1,17}))?$/u.exec(text);
  const fraction = (match?.[2] ?? '').replace(/0+$/u, '');
  if (match === null || fraction.length > 2) throw malformedAmount(element);
  try {
    return parseDecimal(fraction === '' ? match[1]! : `${match[1]!}.${fraction}`, 2);
  } catch {
    throw malformedAmount(element);
  }
}

/** An amount with its currency, as `{amountCentimes, currency}`; refuses `element_missing` without a currency. */
export function moneyOf(element: XmlElement | undefined): { amountCentimes?: number; currency?: string } {
  if (element === undefined) return {};
  const currency = element.attribute('Ccy');
  if (!currency)
    throw new BankFileError('element_missing', `${element.path}/@Ccy`, 'an amount has a currency');
  return { amountCentimes: centimesOf(element), currency };
}

/** An xs:boolean that is false when absent; refuses `malformed_indicator`. */
export function indicatorOf(element: XmlElement | undefined): boolean {
  if (element === undefined) return false;
  if (element.text === 'true' || element.text === '1') return true;
  if (element.text === 'false' || element.text === '0') return false;
  throw new BankFileError('malformed_indicator', element.path, 'an indicator is true or false');
}

/** The members that are not undefined, so that an outcome has no empty keys. */
export function present<T extends object>(members: T): T {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as T;
}

function malformedAmount({ path }: XmlElement): BankFileError {
  return new BankFileError('malformed_amount', path, 'this is not an exact amount of at most two decimals');
}
