import { businessDate, parseBusinessDate, parseDecimal, QuantityError } from '@oce/quantities';
import { BankFileError } from './bank-file-error';
import type { BankOutcome } from './bank-outcome';
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
  const { currency } = element;
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

/** A number of transfers; undefined where none is given. Refuses `malformed_count`. */
export function countOf(element: XmlElement | undefined): number | undefined {
  if (element === undefined) return undefined;
  if (/^\d{1,15}$/u.test(element.text)) return Number(element.text);
  throw new BankFileError('malformed_count', element.path, 'this is not a number of transfers');
}

/** The days between which a booking may lie, both included. */
export interface DayBounds {
  readonly earliest: string;
  readonly latest: string;
}

const DATE = /^(\d{4}-\d{2}-\d{2})(?:Z|[+-]\d{2}:\d{2})?$/u;
const DATE_TIME = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(Z|[+-]\d{2}:\d{2})?$/u;

/**
 * The Moroccan day of a date or an instant (`Dt` or `DtTm` below the element): an instant with a zone is moved to
 * Morocco, one without is taken to be Moroccan time. Refuses `malformed_date`, and `day_out_of_bounds` for a day of
 * another age.
 */
export function dayOf(element: XmlElement | undefined, { earliest, latest }: DayBounds): string | undefined {
  const [date, instant] = [element?.optional('Dt'), element?.optional('DtTm')];
  if (date && instant)
    throw new BankFileError('malformed_date', instant.path, 'a booking has a day or an instant, not both');
  const written = date ?? instant;
  if (written === undefined) return undefined;
  const day = moroccanDay(written);
  if (day >= earliest && day <= latest) return day;
  const message = `${day} is no day of a booking: it should lie between ${earliest} and ${latest}`;
  throw new BankFileError('day_out_of_bounds', written.path, message);
}

const lastDay = { name: '', text: '', day: '' };

/** Bookings of one day stand together: the calendar is asked once for all of them. */
function moroccanDay(element: XmlElement): string {
  const { name, text } = element;
  if (text !== lastDay.text || name !== lastDay.name)
    Object.assign(lastDay, { day: dayInCalendar(element), name, text });
  return lastDay.day;
}

function dayInCalendar({ name, text, path }: XmlElement): string {
  const [, date, zone] = (name === 'Dt' ? DATE : DATE_TIME).exec(text) ?? [];
  try {
    if (date !== undefined && name === 'Dt') return parseBusinessDate(date);
    if (date !== undefined && zone === undefined) return businessDate(`${text}Z`) && date;
    if (date !== undefined) return businessDate(text);
  } catch (cause) {
    if (!(cause instanceof QuantityError)) throw cause;
  }
  throw new BankFileError('malformed_date', path, 'this is not a day of the calendar');
}

/** What an outcome is about. */
export type OutcomeSubject = Omit<BankOutcome, 'status' | 'unclear' | 'reversal' | 'bookedOn' | 'path'>;
/** What is said of it, and where. */
export type OutcomeSaid = Pick<
  BankOutcome,
  'status' | 'unclear' | 'reasonCode' | 'reference' | 'reversal' | 'bookedOn' | 'path'
>;

/**
 * An outcome without empty keys. Its fields are named: a file has a hundred thousand outcomes, and spreading objects of many
 * shapes leaves more behind in memory than the file is long.
 */
export function outcomeWith(about: OutcomeSubject, said: OutcomeSaid): BankOutcome {
  return present<BankOutcome>({
    level: about.level,
    status: said.status,
    unclear: said.unclear,
    fileMessageId: about.fileMessageId,
    paymentInformationId: about.paymentInformationId,
    endToEndId: about.endToEndId,
    transfers: about.transfers,
    amountCentimes: about.amountCentimes,
    currency: about.currency,
    reasonCode: about.reasonCode ?? said.reasonCode,
    reference: about.reference ?? said.reference,
    reversal: said.reversal,
    bookedOn: said.bookedOn,
    path: said.path,
  });
}

/** The members that are not undefined. */
function present<T extends object>(members: T): T {
  const found: Partial<T> = {};
  for (const name in members) if (members[name] !== undefined) found[name] = members[name];
  return found as T;
}

function malformedAmount({ path }: XmlElement): BankFileError {
  return new BankFileError('malformed_amount', path, 'this is not an exact amount of at most two decimals');
}
