import { formatDecimal } from '@oce/quantities';

export type Separator = ';' | ',';

/** Rows as CSV text; a cell is quoted only where it must be, as office software does. */
export function csv(rows: readonly (readonly string[])[], separator: Separator, newline: string): string {
  return rows.map((cells) => csvLine(cells, separator) + newline).join('');
}

export function csvLine(cells: readonly string[], separator: Separator): string {
  return cells
    .map((cell) =>
      cell.includes(separator) || /["\r\n]/u.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell,
    )
    .join(separator);
}

/** The office's own lists: `;`, CR LF, UTF-8 with a byte order mark. */
export function officeCsv(rows: readonly (readonly string[])[]): Buffer {
  return Buffer.from(`\u{feff}${csv(rows, ';', '\r\n')}`, 'utf8');
}

/** An exact decimal with a French comma and no grouping: (528120, 2) -> "5281,20". */
export function withComma(scaled: number, decimals: number): string {
  return formatDecimal(scaled, decimals).replace('.', ',');
}

/** 32000 ppm -> "3,2": tenths of a percent, which is how the season's samples are measured. */
export function percent(ppm: number): string {
  return withComma(ppm / 1000, 1);
}
