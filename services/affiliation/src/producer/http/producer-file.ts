import { jsonOf, linesOf, problem, ProblemError } from '@oce/service-kit';
import { CsvError, parse } from 'csv-parse/sync';
import type { Readable } from 'node:stream';

/** One line of a file of producers: a plain object as the DTO wants it, or why the line cannot be read. */
export interface FileLine {
  readonly line: number;
  readonly producer?: unknown;
  readonly fault?: unknown;
}

const HEADERS = {
  'Code producteur': 'producerCode',
  Coopérative: 'cooperativeId',
  Prénom: 'firstName',
  Nom: 'lastName',
  'Nom en arabe': 'nameArabic',
  CIN: 'cin',
  Téléphone: 'phone',
  'Date de naissance': 'birthDate',
  "Date d'affiliation": 'affiliatedOn',
} as const;
type Column = (typeof HEADERS)[keyof typeof HEADERS];
type Row = Partial<Record<Column, string>>;

const OPTIONAL: readonly string[] = ['Nom en arabe', 'Prénom'];
/**
 * Reads `;` CSV in UTF-8 with French headers in any order and dates as dd/mm/yyyy. No field of a producer holds a line
 * end, so that each line is read on its own: an open quote spoils its line and not the file.
 *
 * @throws ProblemError 400 `csv_columns` naming the columns that are not there
 */
export async function* readCsv(body: Readable): AsyncGenerator<FileLine> {
  let columns: readonly (Column | undefined)[] | undefined;
  for await (const { line, text } of linesOf(body)) {
    const cells = cellsOf(text);
    if (columns === undefined) columns = columnsOf(cells ?? []);
    else if (cells === undefined)
      yield { line, fault: unreadable('csv_line', 'A quote of this line is open.') };
    else yield { line, producer: producerOf(columns, cells) };
  }
}

/** Reads NDJSON, a producer a line as `POST /affiliation/producers` takes it. */
export async function* readNdjson(body: Readable): AsyncGenerator<FileLine> {
  for await (const { line, text } of linesOf(body)) {
    try {
      yield { line, producer: jsonOf(text) };
    } catch (fault) {
      yield { line, fault };
    }
  }
}

function cellsOf(text: string): readonly string[] | undefined {
  try {
    const [cells] = parse(text, { delimiter: ';', trim: true, relax_quotes: true }) as string[][];
    return cells;
  } catch (error) {
    if (error instanceof CsvError) return undefined;
    throw error;
  }
}

function columnsOf(headers: readonly string[]): readonly (Column | undefined)[] {
  const missing = Object.keys(HEADERS).filter((name) => !OPTIONAL.includes(name) && !headers.includes(name));
  if (missing.length > 0) {
    const detail = `The first line must name the columns, separated by ";". Not there: ${missing.join(', ')}.`;
    throw unreadable('csv_columns', detail);
  }
  return headers.map((name) => HEADERS[name as keyof typeof HEADERS]);
}

function producerOf(columns: readonly (Column | undefined)[], cells: readonly string[]): object {
  const row: Row = {};
  for (const [at, column] of columns.entries()) if (column !== undefined) row[column] = cells[at];
  const { firstName, lastName, nameArabic, birthDate, affiliatedOn, ...rest } = row;
  return {
    ...rest,
    name: [firstName, lastName].filter(Boolean).join(' '),
    ...(nameArabic ? { nameArabic } : {}),
    birthDate: isoDate(birthDate),
    affiliatedOn: isoDate(affiliatedOn),
  };
}

const unreadable = (code: string, detail: string) => new ProblemError(problem(400, code, detail));

/** What is no dd/mm/yyyy passes as it is, for validation to refuse. */
function isoDate(text: string | undefined): string | undefined {
  const [, day, month, year] = /^(\d{2})\/(\d{2})\/(\d{4})$/.exec(text ?? '') ?? [];
  return year === undefined ? text : `${year}-${month}-${day}`;
}
