/** One weighing as the weighbridge wrote it, in the units of the system. */
export interface WeighTicket {
  readonly ticketNumber: string;
  readonly terminalId?: string;
  readonly producerCode: string;
  readonly campaignId?: string;
  readonly productId?: string;
  readonly grossGrams: number;
  readonly tareGrams: number;
  readonly containers?: TicketContainers;
  /** ISO 8601 in UTC, from the local time of the ticket. */
  readonly weighedAt: string;
}

/** What the goods came in: a count beside the weight ("catch weight"). */
export interface TicketContainers {
  readonly kind: string;
  readonly count: number;
  readonly tareGramsEach?: number;
}

/** The rules a line can break; each is named for what must hold. */
export type TicketRule =
  | 'present'
  | 'id_characters'
  | 'decimal_number'
  | 'decimal_mark'
  | 'three_decimals'
  | 'positive'
  | 'not_negative'
  | 'at_most_1000_t'
  | 'below_gross'
  | 'equals_gross_minus_tare'
  | 'known_unit'
  | 'one_unit'
  | 'real_date'
  | 'real_time'
  | 'one_time'
  | 'whole_number'
  | 'column_count'
  | 'encoding'
  | 'quoting';

/** A line that is not taken, and why. `line` counts physical lines of the file from 1, `raw` is its text. */
export interface RefusedLine {
  readonly line: number;
  readonly field: string;
  /** A rule of the file, or the slug under which the office refused the ticket. */
  readonly rule: TicketRule | (string & {});
  readonly message: string;
  readonly raw: string;
}

export interface AcceptedLine {
  readonly line: number;
  readonly ticket: WeighTicket;
  readonly raw: string;
}

export type ReadLine = AcceptedLine | RefusedLine;

/** The field and rule that a line breaks; thrown inside the reader, turned into a `RefusedLine` at its edge. */
export class LineRefusal extends Error {
  override readonly name = 'LineRefusal';

  constructor(
    readonly field: string,
    readonly rule: TicketRule,
    message: string,
  ) {
    super(message);
  }
}

/** The whole file cannot be read. `column` names the field in question where there is one. */
export class WeighTicketFileError extends Error {
  override readonly name = 'WeighTicketFileError';

  constructor(
    message: string,
    readonly column?: string,
    readonly accepted: readonly string[] = [],
  ) {
    super(message);
  }
}
