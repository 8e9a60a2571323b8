import { textOf } from './cells';
import { Names } from './columns';
import { normalised } from './normalised';
import type { Columns } from './header-columns';
import { decodeText, lookAtBytes, mojibakeIn, type BytesFound, type Encoding } from './encoding';
import type { ColumnOf, Profile } from './profile';
import { LineSource, parseRows, readRecords, type Line, type TableRecord } from './records';
import { TableError } from './refusals';
import type { TableSource } from './source';
import { readWorkbook } from './workbook';

export type Separator = ';' | ',' | '\t' | '|';
const SEPARATORS: readonly Separator[] = [';', ',', '\t', '|'];
const SAMPLE_LINES = 60;
const FEWEST_NAMES = 3;

/** Where the table of a file stands, before anything is known of its cells. */
export interface Layout<Field extends string> {
  readonly columns: Columns<Field>;
  readonly headerLine: number;
  readonly bytes: BytesFound;
  /** Null for a workbook. */
  readonly encoding: Encoding | null;
  readonly separator: Separator | null;
  readonly sheet: string | null;
  /** What stands above the header. */
  readonly above: readonly Line[];
  /** The rows below the header, from the first, as often as asked. */
  rows(): AsyncIterable<TableRecord>;
}

/** What a person says of a file where it does not say it itself. */
export interface LayoutDeclared {
  readonly encoding?: Encoding | undefined;
  readonly sheet?: string | undefined;
}

type AnyProfile<Field extends string> = Pick<Profile<Field, unknown>, 'columns'>;

/**
 * Finds the header among the first lines (software prints titles above it), and with it the separator; where the bytes
 * leave two encodings open, the one in which more names are known.
 *
 * @throws TableError where there is no header, or encodings stay open
 */
export async function findLayout<Field extends string>(
  source: TableSource,
  profile: AnyProfile<Field>,
  declared: LayoutDeclared,
): Promise<Layout<Field>> {
  const bytes = await lookAtBytes(source);
  if (bytes.byteCount === 0) throw new TableError('empty', 'Le fichier est vide.');
  const names = new Names(profile);
  if (bytes.isWorkbook) return workbookLayout(source, profile, names, bytes, declared.sheet);
  const candidates = encodingsOf(bytes, declared.encoding);
  const found: Found[] = [];
  for (const encoding of candidates) found.push(await headerOf(source, encoding, names));
  const [best, next] = found.sort((one, other) => other.names - one.names);
  if (!best) throw new TableError('encoding', 'Aucun encodage.');
  refuseWithoutHeader(best, profile);
  if (next?.names === best.names) throw openEncoding(found);
  const columns = names.columnsOf(best.cells);
  refuseSpoiltHeader(best.cells);
  const above = best.above.map(({ line, text }) => ({ line, cells: cellsOf(text, best.separator) }));
  refuseRowsAbove(above, best);
  return {
    columns,
    headerLine: best.line,
    bytes,
    encoding: best.encoding,
    separator: best.separator,
    sheet: null,
    above: best.above,
    rows: () => withoutHeaders(rowsBelow(source, best, columns.width), best, names),
  };
}

interface Found {
  readonly encoding: Encoding;
  readonly separator: Separator;
  readonly line: number;
  readonly cells: readonly string[];
  readonly names: number;
  readonly above: readonly Line[];
}

async function headerOf<Field extends string>(
  source: TableSource,
  encoding: Encoding,
  names: Names<Field>,
): Promise<Found> {
  let best: Found = { encoding, separator: ';', line: 0, cells: [], names: 0, above: [] };
  const lines = await firstLines(source, encoding);
  for (const at of lines.keys())
    for (const separator of SEPARATORS) {
      const { line, cells } = headerCells(lines, at, separator);
      const known = names.count(cells);
      if (known <= best.names) continue;
      best = { encoding, separator, line: line.line, cells, names: known, above: lines.slice(0, at) };
    }
  return best;
}

/** The cells of a line, with those that its quotes run into: a spreadsheet breaks long names of columns over lines. */
function headerCells(lines: readonly Line[], at: number, separator: Separator) {
  const first = lines[at] ?? { line: 0, text: '' };
  let { text } = first;
  let line = first;
  for (let more = at + 1; text.split('"').length % 2 === 0 && more < lines.length; more += 1) {
    line = lines[more] ?? line;
    text += `\n${line.text}`;
  }
  const cells = cellsOf(text, separator);
  return cells.length > 0 ? { line, cells } : { line: first, cells: cellsOf(first.text, separator) };
}

async function firstLines(source: TableSource, encoding: Encoding): Promise<Line[]> {
  const lines = new LineSource(decodeText(source, encoding));
  const sample: Line[] = [];
  try {
    while (sample.length < SAMPLE_LINES) {
      const line = await lines.next();
      if (!line) break;
      sample.push(line);
    }
    return sample;
  } finally {
    await lines.close();
  }
}

async function* rowsBelow(
  source: TableSource,
  { encoding, separator, line: headerLine }: Found,
  width: number,
): AsyncGenerator<TableRecord> {
  const lines = new LineSource(decodeText(source, encoding));
  try {
    for (let at = 0; at < headerLine;) {
      const line = await lines.next();
      if (!line) return;
      at = line.line;
    }
    yield* readRecords(lines, separator, width);
  } finally {
    await lines.close();
  }
}

async function workbookLayout<Field extends string>(
  source: TableSource,
  profile: AnyProfile<Field>,
  names: Names<Field>,
  bytes: BytesFound,
  named: string | undefined,
): Promise<Layout<Field>> {
  const { sheet, rows, merged } = await readWorkbook(source, named);
  let best = { at: -1, names: 0, cells: [] as string[], line: 0 };
  rows.slice(0, SAMPLE_LINES).forEach(({ cells, line }, at) => {
    const texts = (cells ?? []).map(textOf);
    const known = names.count(texts);
    if (known > best.names) best = { at, names: known, cells: texts, line };
  });
  refuseWithoutHeader(best, profile);
  const columns = names.columnsOf(best.cells);
  refuseSpoiltHeader(best.cells);
  const one = merged.find(({ lastRow }) => lastRow > best.line);
  if (one)
    throw new TableError(
      'workbook',
      `Les cellules ${one.range} sont fusionnées sur plusieurs lignes : une seule a la valeur. Défusionnez-les, et remplissez chaque ligne.`,
    );
  const below = rows.slice(best.at + 1);
  const titles = rows.slice(0, best.at);
  refuseRowsAbove(titles, best);
  const above = titles.map(({ line, raw }) => ({ line, text: raw }));
  return {
    columns,
    headerLine: best.line,
    bytes,
    encoding: null,
    separator: null,
    sheet,
    above,
    rows: () => withoutHeaders(streamOf(below), best, names),
  };
}

async function* streamOf(rows: readonly TableRecord[]): AsyncGenerator<TableRecord> {
  yield* rows;
}

/**
 * Rows without the header, which software prints anew on every page.
 * @throws TableError `header` where another header stands among them: what is below it would be read by the first
 */
async function* withoutHeaders<Field extends string>(
  rows: AsyncIterable<TableRecord>,
  header: Pick<Found, 'cells' | 'line' | 'names'>,
  names: Names<Field>,
): AsyncGenerator<TableRecord> {
  const said = (cells: readonly string[]) => cells.map(normalised).join(';').replace(/;+$/u, '');
  const own = said(header.cells);
  for await (const row of rows) {
    const texts = row.cells?.map(textOf) ?? [];
    const first = texts.find((text) => text !== '') ?? '';
    // Most rows begin with a number or a code: only others are looked at.
    const isHeader =
      !/\d/u.test(first) && names.count([first]) === 1 && names.count(texts) * 2 > header.names;
    if (!isHeader) yield row;
    else if (said(texts) !== own)
      throw new TableError(
        'header',
        `Ligne ${row.line} : un second en-tête, autre que celui de la ligne ${header.line}. Séparez les deux tableaux.`,
      );
  }
}

/** Fewer names than a list has mandatory columns are a header where it has few. */
function refuseWithoutHeader({ names }: { names: number }, { columns }: AnyProfile<string>): void {
  const mandatory = Object.values<ColumnOf>(columns).filter(({ isMandatory }) => isMandatory);
  if (names >= Math.min(FEWEST_NAMES, mandatory.length)) return;
  const expected = mandatory.map((column) => `« ${column.names[0] ?? ''} »`).join(', ');
  throw new TableError(
    'header',
    `Aucun en-tête reconnu dans les ${SAMPLE_LINES} premières lignes. Colonnes attendues, en français, séparées par « ; », « , », une tabulation ou « | » : ${expected}.`,
  );
}

/** Rows of the table that stand above its header would be lost. A title has no such cells, and few numbers. */
function refuseRowsAbove(
  above: readonly Pick<TableRecord, 'line' | 'cells'>[],
  { line, names }: { readonly line: number; readonly names: number },
): void {
  const row = above.find(({ cells = [] }) => {
    const filled = cells.map(textOf).filter((text) => text !== '');
    return filled.length >= names && filled.filter((text) => /\d/u.test(text)).length * 2 > filled.length;
  });
  if (!row) return;
  throw new TableError(
    'header',
    `La ligne ${row.line} ressemble à une ligne du tableau, et l’en-tête est plus bas, à la ligne ${line} : mettez-le en premier.`,
  );
}

function refuseSpoiltHeader(header: readonly string[]): void {
  const spoilt = header.find((cell) => mojibakeIn(cell) !== undefined);
  if (spoilt === undefined) return;
  throw new TableError(
    'mojibake',
    `L’en-tête « ${spoilt} » a été décodé deux fois (UTF-8 lu comme Windows-1252) : exportez le fichier de nouveau, en UTF-8.`,
    spoilt,
  );
}

/** The encodings to try. @throws TableError `encoding` where none fits, or another is declared than the bytes prove */
function encodingsOf(
  { encodings, isAscii }: BytesFound,
  declared: Encoding | undefined,
): readonly Encoding[] {
  if (declared === undefined && encodings.length === 0) throw unknownEncoding();
  if (declared === undefined) return encodings;
  const isContradicted = isAscii
    ? declared.startsWith('utf16') !== encodings.some((one) => one.startsWith('utf16'))
    : encodings.length > 0 && !encodings.includes(declared);
  if (!isContradicted) return [declared];
  throw new TableError(
    'encoding',
    `L’encodage déclaré (${declared}) est contredit par le fichier, qui se lit en ${encodings.join(', ')}.`,
  );
}

function unknownEncoding(): TableError {
  return new TableError(
    'encoding',
    'L’encodage n’est pas reconnu : ni en UTF-8, ni en Windows-1252, ni en CP850 toutes les lettres du fichier ne sont françaises. Exportez-le en UTF-8, ou dites-le : --encoding win1252 ou --encoding cp850.',
  );
}

function openEncoding(found: readonly Found[]): TableError {
  const names = found.map(({ encoding }) => encoding).join(', ');
  return new TableError(
    'encoding',
    `L’encodage n’est pas prouvé : le fichier se lit en ${names}. Exportez-le en UTF-8, ou dites-le : --encoding win1252 ou --encoding cp850.`,
  );
}

/** The cells of one line, or none where its quotes do not close. */
function cellsOf(text: string, separator: Separator): string[] {
  try {
    return parseRows(text, separator)[0] ?? [];
  } catch {
    return [];
  }
}
