import { parse } from 'csv-parse/sync';
import type { Cell } from './cells';
import { TableError } from './refusals';

const LONGEST_LINE = 65_536;

/** A physical line of the file, counted from 1. */
export interface Line {
  readonly line: number;
  readonly text: string;
}

/**
 * Pulls lines one by one out of chunks of text (CR LF, LF or CR), and takes back what was pulled too far.
 * Refuses a file with a line of more than 64 K characters: it is no text file, and memory must stay bounded.
 */
export class LineSource {
  private readonly pulled: Line[] = [];
  private readonly lines: AsyncGenerator<Line>;

  constructor(text: AsyncIterable<string>) {
    this.lines = splitLines(text);
  }

  async next(): Promise<Line | undefined> {
    const again = this.pulled.shift();
    if (again) return again;
    const { value, done } = await this.lines.next();
    return done ? undefined : value;
  }

  /** Gives lines back, in their order, to be pulled again next. */
  unread(lines: readonly Line[]): void {
    this.pulled.unshift(...lines);
  }

  /** Stops early and releases the source. */
  async close(): Promise<void> {
    await this.lines.return(undefined);
  }
}

async function* splitLines(chunks: AsyncIterable<string>): AsyncGenerator<Line> {
  let line = 0;
  let rest = '';
  for await (const chunk of chunks) {
    const text = rest + chunk;
    // A CR at the very end may be half of a CR LF.
    const complete = text.endsWith('\r') ? text.slice(0, -1) : text;
    const parts = complete.split(/\r\n|\n|\r/u);
    rest = (parts.pop() ?? '') + text.slice(complete.length);
    for (const part of parts) yield { line: (line += 1), text: part };
    if (rest.length > LONGEST_LINE) {
      throw new TableError(
        'no_text',
        `Ligne ${line + 1} : plus de ${LONGEST_LINE} caractères sans fin de ligne.`,
      );
    }
  }
  const last = rest.replace(/\r$/u, '');
  if (last) yield { line: line + 1, text: last };
}

/** A row of a table: the line it starts on, its text, and its cells; no cells where its quotes do not close. */
export interface TableRecord {
  readonly line: number;
  readonly raw: string;
  readonly cells?: readonly Cell[];
}

const ROWS_AT_ONCE = 256;
const LINES_OF_A_ROW = 10;

/** What stands in a text and is not seen: the direction of Arabic, a mark of bytes between files. */
export const UNSEEN = /[\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;

/** The cells of one text, as rows; lenient with quotes inside a cell (12" pipe), strict with quotes left open. */
export function parseRows(text: string, separator: string): string[][] {
  const rows = parse(text.replace(UNSEEN, ''), {
    delimiter: separator,
    record_delimiter: '\n',
    relax_quotes: true,
    relax_column_count: true,
    trim: true,
  });
  return text.includes('="') ? rows.map((cells) => cells.map(keptAsText)) : rows;
}

/** ="000451" is how a text file keeps a spreadsheet from reading a number. */
const keptAsText = (cell: string): string => /^="([^"]*)"$/u.exec(cell)?.[1] ?? cell;

/**
 * The rows of the file in their order, a few hundred in memory at a time. A quoted cell may run over up to ten lines
 * if the row then has its `width` cells and none of those lines is a row by itself; otherwise the line whose quote
 * stays open is a row without cells, and reading goes on with the next line, so that one stray quote costs one line
 * and not the rest of the file.
 */
export async function* readRecords(
  source: LineSource,
  separator: string,
  width: number,
): AsyncGenerator<TableRecord> {
  let rows: Line[] = [];
  for (let line = await source.next(); line; line = await source.next()) {
    if (isBlank(line.text, separator)) continue;
    const open = hasOddQuotes(line.text);
    if (!open) rows.push(line);
    if (open || rows.length >= ROWS_AT_ONCE) {
      yield* parseBatch(rows, separator);
      rows = [];
    }
    if (open) yield await closeQuote(line, source, separator, width);
  }
  yield* parseBatch(rows, separator);
}

function parseBatch(lines: readonly Line[], separator: string): TableRecord[] {
  const cells = cellsOrUndefined(lines.map(({ text }) => text).join('\n'), separator);
  if (cells?.length === lines.length) {
    return lines.map(({ line, text }, index) => ({ line, raw: text, cells: cells[index] ?? [] }));
  }
  return lines.map(({ line, text }) => oneRecord(line, text, separator));
}

function oneRecord(line: number, raw: string, separator: string): TableRecord {
  const rows = cellsOrUndefined(raw, separator);
  return rows?.length === 1 && rows[0] ? { line, raw, cells: rows[0] } : { line, raw };
}

async function closeQuote(
  first: Line,
  source: LineSource,
  separator: string,
  width: number,
): Promise<TableRecord> {
  const alone = oneRecord(first.line, first.text, separator);
  if (alone.cells) return alone;
  const more: Line[] = [];
  let raw = first.text;
  while (more.length < LINES_OF_A_ROW) {
    const line = await source.next();
    if (!line) break;
    more.push(line);
    raw += `\n${line.text}`;
    if (!hasOddQuotes(line.text)) {
      if (oneRecord(line.line, line.text, separator).cells?.length === width) break;
      continue;
    }
    const joined = oneRecord(first.line, raw, separator);
    if (joined.cells?.length === width) return joined;
  }
  source.unread(more);
  return alone;
}

function cellsOrUndefined(text: string, separator: string): string[][] | undefined {
  try {
    return parseRows(text, separator);
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && String(cause.code).startsWith('CSV_')) return undefined;
    throw cause;
  }
}

function hasOddQuotes(text: string): boolean {
  return text.split('"').length % 2 === 0;
}

/** Spreadsheets leave rows of separators behind, and DOS its mark of the end. */
function isBlank(text: string, separator: string): boolean {
  return text.replaceAll(separator, '').replaceAll('\x1a', '').trim() === '';
}
