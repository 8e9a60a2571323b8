import { problem, ProblemError } from '@oce/service-kit';
import { CsvError, parse } from 'csv-parse';
import { createInterface } from 'node:readline';
import { pipeline, type Readable } from 'node:stream';

/** One line of a file of producers: a plain object as the DTO wants it, or why the line cannot be read. */
export interface FileLine {
  readonly line: number;
  readonly producer?: unknown;
  readonly fault?: ProblemError;
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
/** Longer than any line of a producer: an open quote shall not swallow a file. */
const LONGEST_LINE = 4_096;

/**
 * Reads `;` CSV in UTF-8 with French headers in any order and dates as dd/mm/yyyy.
 *
 * @throws ProblemError 400 `csv_columns` naming the columns that are not there, `csv_broken` where it cannot go on
 */
export async function* readCsv(body: Readable): AsyncGenerator<FileLine> {
  const parser = parse({
    bom: true,
    delimiter: ';',
    columns: columnsOf,
    trim: true,
    info: true,
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: LONGEST_LINE,
  });
  let last = 1;
  try {
    for await (const row of pipeline(body, parser, () => undefined)) {
      const { record, info } = row as { record: Row; info: { lines: number } };
      last = info.lines;
      yield { line: last, producer: producerOf(record) };
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const detail = `The file cannot be read behind line ${last}: a quote is open, or a line has no end.`;
    throw new ProblemError(problem(400, 'csv_broken', detail));
  }
}

/** Reads NDJSON, a producer a line as `POST /affiliation/producers` takes it. */
export async function* readNdjson(body: Readable): AsyncGenerator<FileLine> {
  let line = 0;
  for await (const text of createInterface({ input: body, crlfDelay: Infinity })) {
    line++;
    if (text.trim() === '') continue;
    try {
      yield { line, producer: JSON.parse(text) as unknown };
    } catch {
      yield { line, fault: new ProblemError(problem(400, 'not_json', 'The line is not a JSON object.')) };
    }
  }
}

function columnsOf(headers: readonly string[]): (Column | false)[] {
  const missing = Object.keys(HEADERS).filter((name) => !OPTIONAL.includes(name) && !headers.includes(name));
  if (missing.length > 0) {
    const detail = `The first line must name the columns, separated by ";". Not there: ${missing.join(', ')}.`;
    throw new ProblemError(problem(400, 'csv_columns', detail));
  }
  return headers.map((name) => HEADERS[name as keyof typeof HEADERS] ?? false);
}

function producerOf({ firstName, lastName, nameArabic, birthDate, affiliatedOn, ...rest }: Row): object {
  return {
    ...rest,
    name: [firstName, lastName].filter(Boolean).join(' '),
    ...(nameArabic ? { nameArabic } : {}),
    birthDate: isoDate(birthDate),
    affiliatedOn: isoDate(affiliatedOn),
  };
}

/** What is no dd/mm/yyyy passes as it is, for validation to refuse. */
function isoDate(text: string | undefined): string | undefined {
  const [, day, month, year] = /^(\d{2})\/(\d{2})\/(\d{4})$/.exec(text ?? '') ?? [];
  return year === undefined ? text : `${year}-${month}-${day}`;
}
