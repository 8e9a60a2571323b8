import type { CellValue } from 'read-excel-file/node';
import { ExactMoment, ExactNumber, textOf, type Cell } from './cells';
import { UNSEEN, type TableRecord } from './records';
import { TableError } from './refusals';
import type { ShownNumber } from './number-format';
import type { TableSource } from './source';
import { marksOf, type CellMark, type Merged } from './workbook-marks';

/** A sheet is held in memory as a whole; a longer list comes as CSV. */
const MOST_BYTES = 32 * 1024 * 1024;

/** The rows of a workbook, and the name of their sheet. */
export interface Sheet {
  readonly sheet: string;
  readonly rows: readonly TableRecord[];
  readonly merged: readonly Merged[];
}

/**
 * The rows of the sheet that holds the table. Numbers keep the digits that the file has, days are days: nothing of them has
 * to be found out.
 *
 * @throws TableError `workbook` where it cannot be read, is too long, or several sheets hold something and none is named
 */
export async function readWorkbook(source: TableSource, named?: string): Promise<Sheet> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of source.open()) {
    chunks.push(chunk);
    if ((size += chunk.length) > MOST_BYTES)
      throw new TableError('workbook', 'Le classeur dépasse 32 Mo : enregistrez la feuille en CSV UTF-8.');
  }
  const bytes = Buffer.concat(chunks);
  const sheets = (await sheetsOf(bytes)).filter(({ data }) => data.length > 0);
  const names = sheets.map(({ sheet }) => `« ${sheet} »`).join(', ');
  if (sheets.length === 0) throw new TableError('empty', 'Le classeur est vide.');
  if (named === undefined && sheets.length > 1)
    throw new TableError(
      'workbook',
      `Plusieurs feuilles sont remplies (${names}) : nommez-en une, --sheet NOM.`,
    );
  const chosen = named === undefined ? sheets[0] : sheets.find(({ sheet }) => sheet === named);
  if (!chosen) throw new TableError('workbook', `Aucune feuille « ${named} » : il y a ${names}.`);
  const { isFrom1904, sheet } = marksOf(bytes);
  const { cells: marks, merged } = sheet(chosen.sheet);
  const rows = chosen.data.map((values, at) => rowOf(values, at, marks.get(at) ?? NO_MARKS, isFrom1904));
  return { sheet: chosen.sheet, rows: rows.filter(({ raw }) => /[^;]/u.test(raw)), merged };
}

const NO_MARKS: ReadonlyMap<number, CellMark> = new Map();

async function sheetsOf(bytes: Buffer) {
  // Takes a moment to load, and most tables are text.
  const { default: readSheets } = await import('read-excel-file/node');
  try {
    return await readSheets(bytes, { parseNumber: (digits) => new ExactNumber(digits) });
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new TableError(
      'workbook',
      `Le classeur ne se lit pas (${why}) : enregistrez-le en .xlsx ou en CSV UTF-8.`,
    );
  }
}

type Value = CellValue<ExactNumber> | null;

function rowOf(
  values: readonly Value[],
  index: number,
  marks: ReadonlyMap<number, CellMark>,
  isFrom1904: boolean,
): TableRecord {
  const cells = values.map((value, column) => cellOf(value, marks.get(column), isFrom1904));
  for (const [column, { broken }] of marks) {
    if (broken === undefined) continue;
    while (cells.length <= column) cells.push('');
    cells[column] = broken;
  }
  return { line: index + 1, raw: cells.map(textOf).join(';'), cells };
}

function cellOf(value: Value, mark: CellMark | undefined, isFrom1904: boolean): Cell {
  if (value === null) return '';
  if (value instanceof ExactNumber) return mark?.shown ? asShown(value, mark.shown) : value;
  if (value instanceof Date) return momentOf(value, isFrom1904);
  return typeof value === 'boolean' ? (value ? 'VRAI' : 'FAUX') : String(value).replace(UNSEEN, '').trim();
}

/** A number as people see it: 0.032 in a column of per cents is 3,2 %, 451 in one of six digits is 000451. */
function asShown({ text }: ExactNumber, { word, isPercent, digits, thousands }: ShownNumber): Cell {
  // « 2 » that stands for 2480, and nothing says of what: no number that can be read.
  if (thousands > 0 && word === '') return `${text} (affiché en milliers)`;
  const shift = (isPercent ? 2 : 0) - 3 * thousands;
  const number = shift === 0 ? text : String(Number((Number(text) * 10 ** shift).toPrecision(15)));
  return new ExactNumber(number.padStart(digits, '0'), isPercent ? '%' : word);
}

/** Sheets count days in binary: the nearest second is meant. The first day that they know is that of a time alone. */
function momentOf(date: Date, isFrom1904: boolean): ExactMoment {
  const rounded = new Date(Math.round(date.getTime() / 1000) * 1000);
  if (Number.isNaN(rounded.getTime())) return new ExactMoment('?', undefined);
  const [day = '', time = ''] = rounded.toISOString().slice(0, 19).split('T');
  const isTimeAlone = isFrom1904 ? day === '1904-01-01' : rounded.getUTCFullYear() < 1901;
  if (isTimeAlone) return new ExactMoment(undefined, time);
  return new ExactMoment(day, time === '00:00:00' ? undefined : time);
}
