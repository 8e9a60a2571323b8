/** Why a file as a whole is not read; stable names, fit for programs. */
export type TableSlug =
  | 'empty'
  | 'no_text'
  | 'workbook'
  | 'encoding'
  | 'mojibake'
  | 'header'
  | 'column_missing'
  | 'column_twice'
  | 'column_unknown'
  | 'unit_unknown'
  | 'unit_unsaid'
  | 'decimal_mark'
  | 'date_order';

/** The whole file is refused, by its name. `column` says which field or header is in question, where there is one. */
export class TableError extends Error {
  override readonly name = 'TableError';

  constructor(
    readonly slug: TableSlug,
    message: string,
    readonly column?: string,
    readonly accepted: readonly string[] = [],
  ) {
    super(message);
  }
}

/** The rules that a line can break; each is named for what must hold. */
export type LineRule =
  | 'present'
  | 'id_characters'
  | 'decimal_number'
  | 'decimal_mark'
  | 'three_decimals'
  | 'two_decimals'
  | 'whole_grams'
  | 'positive'
  | 'not_negative'
  | 'at_most_1000_t'
  | 'at_most_100_percent'
  | 'below_gross'
  | 'equals_gross_minus_tare'
  | 'known_unit'
  | 'typed_only'
  | 'one_unit'
  | 'real_date'
  | 'real_time'
  | 'one_time'
  | 'one_name'
  | 'expected_days'
  | 'whole_number'
  | 'known_word'
  | 'rib_digits'
  | 'column_count'
  | 'formula'
  | 'total_row'
  | 'taken_back'
  | 'encoding'
  | 'mojibake'
  | 'quoting';

/** The field and rule that a line breaks; thrown while a row is read, turned into a `RefusedLine` at the reader's edge. */
export class LineRefusal extends Error {
  override readonly name = 'LineRefusal';

  constructor(
    readonly field: string,
    readonly rule: LineRule,
    message: string,
  ) {
    super(message);
  }
}

/** Refuses the line that is being read. @throws LineRefusal */
export function refuse(field: string, rule: LineRule, message: string): never {
  throw new LineRefusal(field, rule, message);
}

/** A line that is not taken, and why. `line` counts physical lines of the file (rows of a sheet) from 1, `raw` is its text. */
export interface RefusedLine {
  readonly line: number;
  readonly field: string;
  /** A rule of the file, or the slug under which the office refused the row. */
  readonly rule: LineRule | (string & {});
  readonly message: string;
  readonly raw: string;
}
