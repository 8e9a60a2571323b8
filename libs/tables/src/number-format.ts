/** What a workbook shows of a number beside its digits: « 24,8 q », « 3,2 % », « 000451 », thousands left away. */
export interface ShownNumber {
  /** A unit or a currency. */
  readonly word: string;
  readonly isPercent: boolean;
  /** Digits that are shown at least; 0 where zeros before a number are not. */
  readonly digits: number;
  /** How often a thousand is left away. */
  readonly thousands: number;
}

const BUILT_IN: Readonly<Record<number, string>> = { 9: '0%', 10: '0.00%' };
/** A literal: in quotes, behind a backslash, or the symbol of a currency. */
const LITERAL = /"([^"]*)"|\\(.)|\[\$([^\]-]*)[^\]]*\]|([€$£¥])/gu;
/** Room that a format leaves, fills, colours and conditions. */
const UNSEEN = /_.|\*.|\[(?!\$)[^\]]*\]/gu;

/** Reads the code of a number format (ECMA-376, 18.8.30), of which the first part is that of numbers above zero. */
export function shownBy(id: number, code: string | undefined): ShownNumber | undefined {
  const format = code ?? BUILT_IN[id];
  if (format === undefined) return undefined;
  const positive = /^(?:"[^"]*"|\\.|\[[^\]]*\]|[^;"\\])*/u.exec(format)?.[0] ?? '';
  const seen = positive.replace(UNSEEN, '');
  const words = [...seen.matchAll(LITERAL)].map((found) => found.slice(1).find(Boolean) ?? '');
  const digits = seen.replace(LITERAL, '').trim();
  const shown = {
    word: words.join('').replace(/[^\p{L}€$£¥‰%]/gu, ''),
    isPercent: digits.includes('%'),
    digits: /^0{2,}$/u.test(digits) ? digits.length : 0,
    thousands: /[0#?](,+)(?:[^0#?,]|$)/u.exec(digits)?.[1]?.length ?? 0,
  };
  const isPlain = shown.word === '' && !shown.isPercent && shown.digits === 0 && shown.thousands === 0;
  return isPlain ? undefined : shown;
}
