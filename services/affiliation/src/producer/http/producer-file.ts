import { jsonOf, linesOf, problem, ProblemError } from '@oce/service-kit';
import { Names, parseRows, producers, TableError, type ProducerField } from '@oce/tables';
import { CsvError } from 'csv-parse/sync';
import type { Readable } from 'node:stream';

/** One line of a file of producers: a plain object as the DTO wants it, or why the line cannot be read. */
export interface FileLine {
  readonly line: number;
  readonly producer?: unknown;
  readonly fault?: unknown;
}

/** The names that lists of producers give their columns, as the importer of the command line knows them. */
const NAMES = new Names(producers);
type Row = Partial<Record<ProducerField, string>>;

interface Header {
  readonly separator: string;
  readonly at: ReadonlyMap<ProducerField, number>;
}

/**
 * Reads CSV in UTF-8 (`;`, `,`, tab or `|`) with French headers in any order, case and form of accents, and dates as
 * dd/mm/yyyy: a request declares what the command line proves. No field of a producer holds a line end, so that each line is
 * read on its own: an open quote spoils its line and not the file.
 *
 * @throws ProblemError 400 `csv_columns` naming the column that is not there
 */
export async function* readCsv(body: Readable): AsyncGenerator<FileLine> {
  let header: Header | undefined;
  for await (const { line, text } of linesOf(body)) {
    if (header === undefined) {
      header = headerOf(text);
      continue;
    }
    const cells = cellsOf(text, header.separator);
    if (cells === undefined) yield { line, fault: unreadable('csv_line', 'A quote of this line is open.') };
    else yield { line, producer: producerOf(header, cells) };
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

function cellsOf(text: string, separator: string): readonly string[] | undefined {
  try {
    return parseRows(text, separator)[0] ?? [];
  } catch (error) {
    if (error instanceof CsvError) return undefined;
    throw error;
  }
}

function headerOf(text: string): Header {
  const readings = [';', ',', '\t', '|'].map((separator) => {
    const cells = cellsOf(text, separator) ?? [];
    return { separator, cells, known: NAMES.count(cells) };
  });
  const [best] = readings.sort((one, other) => other.known - one.known);
  try {
    return { separator: best?.separator ?? ';', at: NAMES.columnsOf(best?.cells ?? []).at };
  } catch (error) {
    if (!(error instanceof TableError)) throw error;
    const missing =
      error.slug === 'column_missing' ? `Not there: ${error.accepted[0] ?? ''}.` : error.message;
    throw unreadable('csv_columns', `The first line must name the columns. ${missing}`);
  }
}

function producerOf({ at }: Header, cells: readonly string[]): object {
  const row: Row = {};
  for (const [field, index] of at) row[field] = cells[index];
  const { firstName, lastName, nameArabic, birthDate, affiliatedOn, remarks: _left, ...rest } = row;
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
