import { columnsOf, countColumnNames, type Columns } from './columns';
import { parseRows, type Line, type LineSource } from './records';
import { WeighTicketFileError } from './ticket';
import type { DecimalMark } from './weights';

export type Separator = ';' | ',';

export interface Dialect {
  readonly separator: Separator;
  readonly decimalMark: DecimalMark;
  readonly columns: Columns;
}

const SAMPLE_LINES = 60;
const FEWEST_NAMES = 3;
const NUMBERS = ['grossGrams', 'tareGrams', 'netGrams', 'containers.tareGramsEach'] as const;

/**
 * Finds the header among the first lines (software prints titles above it), and with it the separator, the columns
 * and the decimal mark: comma with `;`, point with `,`, unless numbers in the first lines prove the other one. A
 * number with exactly three digits after the mark proves nothing: those may be thousands.
 * @throws WeighTicketFileError no header, a mandatory column missing, a column twice
 */
export async function detectDialect(source: LineSource): Promise<Dialect> {
  const sample: Line[] = [];
  while (sample.length < SAMPLE_LINES) {
    const line = await source.next();
    if (!line) break;
    sample.push(line);
  }
  const { index, separator } = findHeader(sample);
  const columns = columnsOf(cellsOf(sample[index]?.text ?? '', separator));
  const rows = sample.slice(index + 1);
  source.unread(rows);
  return { separator, decimalMark: decimalMarkOf(rows, separator, columns), columns };
}

function findHeader(sample: readonly Line[]): { index: number; separator: Separator } {
  let best = { index: -1, separator: ';' as Separator, names: 0 };
  sample.forEach(({ text }, index) => {
    for (const separator of [';', ','] as const) {
      const names = countColumnNames(cellsOf(text, separator));
      if (names > best.names) best = { index, separator, names };
    }
  });
  if (best.names >= FEWEST_NAMES) return best;
  throw new WeighTicketFileError(
    sample.length ? "Aucune ligne d'en-tête reconnue dans les premières lignes." : 'Le fichier est vide.',
  );
}

function decimalMarkOf(rows: readonly Line[], separator: Separator, columns: Columns): DecimalMark {
  const usual = separator === ';' ? ',' : '.';
  const other = usual === ',' ? '.' : ',';
  const numbers = rows.flatMap(({ text }) => {
    const cells = cellsOf(text, separator);
    return NUMBERS.map((field) => cells[columns.at.get(field) ?? -1] ?? '');
  });
  if (numbers.some((number) => number.includes(usual))) return usual;
  const proof = other === '.' ? /^\s*\d+\.(?:\d{1,2}|\d{4,})\s*$/u : /^\s*\d+,(?:\d{1,2}|\d{4,})\s*$/u;
  return numbers.some((number) => proof.test(number)) ? other : usual;
}

/** The cells of one line, or none where its quotes do not close. */
function cellsOf(text: string, separator: Separator): string[] {
  try {
    return parseRows(text, separator)[0] ?? [];
  } catch {
    return [];
  }
}
