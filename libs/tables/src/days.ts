import { parseBusinessDate, QuantityError } from '@oce/quantities';
import { western, type ExactMoment } from './cells';
import type { Evidence } from './numbers';
import { TableError, refuse } from './refusals';

/** Which number of a date comes first: jj/mm/aaaa or mm/jj/aaaa. */
export type DateOrder = 'dmy' | 'mdy';

/** How the dates of a file are written. Null where each has one meaning by itself. */
export interface DateForm {
  readonly order: DateOrder | null;
  readonly how: 'proven' | 'declared' | 'not needed';
  readonly evidence?: Evidence;
}

const BY_PARTS = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4})$/u;
/** The year first: nobody puts the day behind it. */
const BY_YEAR = /^(\d{4})([/.-])(\d{1,2})\2(\d{1,2})$/u;
/** Eight digits, of which the fifth and sixth are no month where the day comes first: that is where a year begins. */
const COMPACT = /^((?:19|20)\d{2})(0[1-9]|1[0-2])(\d{2})$/u;
const WITH_TIME = /^(\S+?)(?:\s+(?:à\s+)?|T)(\d{1,2}\s*(?::|h\b|h(?=\d)).*)$/iu;

/** A cell with a date, and a time behind it where there is one. */
export function dateAndTime(text: string): { readonly date: string; readonly time?: string } {
  const [, date, time] = WITH_TIME.exec(western(text)) ?? [];
  return date === undefined || time === undefined ? { date: western(text) } : { date, time };
}

/**
 * Looks at every date of a file, and says which number is the day: 14/10/2026 proves that it comes first, 10/14/2026 that
 * the month does. What each date could mean by the calendar of the office proves nothing.
 */
export class DateProof {
  private readonly orders = new Map<DateOrder, Evidence>();
  private open: Evidence | undefined;
  private written: Evidence | undefined;
  private exact: { readonly text: string; readonly areAllEarly: boolean } | undefined;

  /**
   * A day of a workbook. A spreadsheet that takes 04/10/2026 for the 10th of April leaves 14/10/2026 a text: beside texts, days
   * of a workbook that all could be months have been turned around.
   */
  seeExact({ day, text }: ExactMoment): void {
    if (day === undefined) return;
    const isEarly = Number(day.slice(8)) <= 12;
    this.exact = {
      text: this.exact?.text ?? text,
      areAllEarly: isEarly && (this.exact?.areAllEarly ?? true),
    };
  }

  see(text: string, line: number): void {
    const [, first, , second] = BY_PARTS.exec(dateAndTime(text).date) ?? [];
    if (first === undefined || second === undefined || Number(first) === Number(second)) return;
    const seen = { line, text };
    this.written ??= seen;
    const [day, month] = [Number(first), Number(second)];
    if (day > 12 && month <= 12) this.keep('dmy', seen);
    else if (month > 12 && day <= 12) this.keep('mdy', seen);
    else if (day <= 12 && month <= 12) this.open ??= seen;
  }

  private keep(order: DateOrder, seen: Evidence): void {
    if (!this.orders.has(order)) this.orders.set(order, seen);
  }

  /**
   * The order of the dates, by the whole file or as declared.
   * @throws TableError `date_order` where dates contradict each other or the declaration, or prove nothing;
   * where a spreadsheet may have turned some of them around
   */
  form(declared?: DateOrder): DateForm {
    if (this.written && this.exact?.areAllEarly)
      throw new TableError(
        'date_order',
        `Des dates du classeur sont des textes (« ${this.written.text} », ligne ${this.written.line}) et d’autres des dates (« ${this.exact.text} »), dont aucune n’a de jour après le 12 : le tableur a pu y échanger jour et mois. Refaites-les toutes en dates, ou toutes en textes.`,
      );
    const [dmy, mdy] = [this.orders.get('dmy'), this.orders.get('mdy')];
    const said = ({ line, text }: Evidence) => `« ${text} » (ligne ${line})`;
    if (dmy && mdy)
      throw new TableError(
        'date_order',
        `Les dates du fichier se contredisent : ${said(dmy)}, mais ${said(mdy)}. Le fichier n’est pas lu.`,
      );
    const against = declared === 'dmy' ? mdy : dmy;
    if (declared && against)
      throw new TableError(
        'date_order',
        `L’ordre déclaré (${FRENCH_ORDER[declared]}) est contredit par ${said(against)}.`,
      );
    if (declared) return { order: declared, how: 'declared' };
    const evidence = dmy ?? mdy;
    if (evidence) return { order: dmy ? 'dmy' : 'mdy', how: 'proven', evidence };
    if (!this.open) return { order: null, how: 'not needed' };
    throw new TableError(
      'date_order',
      `Ligne ${this.open.line} : « ${this.open.text} » peut se lire jj/mm ou mm/jj, et aucune date du fichier ne le prouve. Dites-le : --dates dmy ou --dates mdy.`,
    );
  }
}

/** The two orders in words. */
export const FRENCH_ORDER: Readonly<Record<DateOrder, string>> = { dmy: 'jj/mm/aaaa', mdy: 'mm/jj/aaaa' };

/**
 * The date of a cell, 'YYYY-MM-DD', in the order of its file.
 * @throws LineRefusal `real_date`
 */
export function dayOf(text: string, field: string, { order }: DateForm): string {
  const written = partsOf(text, order);
  if (!written) {
    const words = `n'est pas de la forme ${FRENCH_ORDER[order ?? 'dmy']}`;
    return refuse(field, 'real_date', `La date « ${text} » ${words}.`);
  }
  try {
    return parseBusinessDate(written);
  } catch (cause) {
    if (!(cause instanceof QuantityError)) throw cause;
    return refuse(field, 'real_date', `La date « ${text} » n'existe pas.`);
  }
}

function partsOf(text: string, order: DateOrder | null): string | undefined {
  const [, year, , month = '', day = ''] = BY_YEAR.exec(text) ?? [];
  if (year !== undefined) return dated(year, month, day);
  const compact = COMPACT.exec(text);
  if (compact) return compact.slice(1).join('-');
  const [, first = '', , second = '', last] = BY_PARTS.exec(text) ?? [];
  if (last === undefined) return undefined;
  // Without an order both numbers are the same, or one is no day of any order.
  return order === 'mdy' ? dated(last, first, second) : dated(last, second, first);
}

const dated = (year: string, month: string, day: string): string =>
  `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
