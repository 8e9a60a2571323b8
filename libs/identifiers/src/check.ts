/**
 * The outcome of checking an identifier: its normalised value, or the rule it breaks. The message never repeats the
 * text, which may be personal (RIB, CIN, phone) and end up in a log.
 */
export type Check<Rule extends string> =
  | { readonly ok: true; readonly value: string }
  | { readonly ok: false; readonly rule: Rule; readonly message: string };

/** A check that succeeded with the normalised value. */
export function valid(value: string): { readonly ok: true; readonly value: string } {
  return { ok: true, value };
}

/** A check that failed on a named rule. */
export function invalid<Rule extends string>(rule: Rule, message: string): Check<Rule> {
  return { ok: false, rule, message };
}

/** Takes out the spaces (plain, no-break, narrow) with which people group digits. */
export function withoutSpaces(text: string): string {
  return text.replace(/\s/gu, '');
}

/** Whether the text is exactly `length` ASCII digits, not all of them zero (which every checksum lets pass). */
export function isNumber(text: string, length: number): boolean {
  return text.length === length && /^\d+$/u.test(text) && !/^0+$/u.test(text);
}
