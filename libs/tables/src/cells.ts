/**
 * A number of a workbook: its digits as the sheet keeps them, with one meaning, and the unit or per cent that the sheet shows
 * behind them.
 */
export class ExactNumber {
  constructor(
    readonly text: string,
    readonly word = '',
  ) {}
}

/** A moment of a workbook's calendar, without a zone; a time alone has no day, a day alone no time. */
export class ExactMoment {
  readonly text: string;

  constructor(
    readonly day: string | undefined,
    readonly time: string | undefined,
  ) {
    this.text = [day, time].filter(Boolean).join(' ');
  }
}

/** What stands in a cell: a text file has texts only, a workbook says of numbers and days that they are. */
export type Cell = string | ExactNumber | ExactMoment;

/** Digits and marks of Arabic as those that the rest of the world writes. */
export const western = (text: string): string =>
  /[\u0660-\u066c\u06f0-\u06f9]/u.test(text)
    ? text
        .replace(/[\u0660-\u0669\u06f0-\u06f9]/gu, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf))
        .replaceAll('\u066b', ',')
        .replaceAll('\u066c', '\u00a0')
    : text;

/** A cell as text. */
export const textOf = (cell: Cell | undefined): string =>
  typeof cell === 'string' ? cell : (cell?.text ?? '');
