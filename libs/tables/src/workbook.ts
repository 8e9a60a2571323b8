import type { CellValue } from 'read-excel-file/node';
import { ExactMoment, ExactNumber, textOf, type Cell } from './cells';
import type { TableRecord } from './records';
import { TableError } from './refusals';
import type { TableSource } from './source';

/** A sheet is held in memory as a whole; a longer list comes as CSV. */
const MOST_BYTES = 32 * 1024 * 1024;

/** The rows of a workbook, and the name of their sheet. */
export interface Sheet {
  readonly sheet: string;
  readonly rows: readonly TableRecord[];
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
  const sheets = (await sheetsOf(Buffer.concat(chunks))).filter(({ data }) => data.length > 0);
  const names = sheets.map(({ sheet }) => `« ${sheet} »`).join(', ');
  if (sheets.length === 0) throw new TableError('empty', 'Le classeur est vide.');
  if (named === undefined && sheets.length > 1)
    throw new TableError(
      'workbook',
      `Plusieurs feuilles sont remplies (${names}) : nommez-en une, --sheet NOM.`,
    );
  const chosen = named === undefined ? sheets[0] : sheets.find(({ sheet }) => sheet === named);
  if (!chosen) throw new TableError('workbook', `Aucune feuille « ${named} » : il y a ${names}.`);
  return { sheet: chosen.sheet, rows: chosen.data.map(rowOf).filter(({ raw }) => /[^;]/u.test(raw)) };
}

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

function rowOf(values: readonly (CellValue<ExactNumber> | null)[], index: number): TableRecord {
  const cells = values.map(cellOf);
  return { line: index + 1, raw: cells.map(textOf).join(';'), cells };
}

function cellOf(value: CellValue<ExactNumber> | null): Cell {
  if (value === null) return '';
  if (value instanceof ExactNumber) return value;
  if (value instanceof Date) return momentOf(value);
  return typeof value === 'boolean' ? (value ? 'VRAI' : 'FAUX') : String(value).trim();
}

/** Sheets count days from 1900 in binary: the nearest second is meant. What lies before 1901 is a time alone. */
function momentOf(date: Date): ExactMoment {
  const rounded = new Date(Math.round(date.getTime() / 1000) * 1000);
  if (Number.isNaN(rounded.getTime())) return new ExactMoment('?', undefined);
  const [day = '', time = ''] = rounded.toISOString().slice(0, 19).split('T');
  if (rounded.getUTCFullYear() < 1901) return new ExactMoment(undefined, time);
  return new ExactMoment(day, time === '00:00:00' ? undefined : time);
}
