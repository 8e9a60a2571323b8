import type { Column } from './ticket-styles';

/** One way in which a line of a file goes wrong, and what the reader should say about it. */
export interface Flaw {
  readonly field: string;
  readonly rule: string;
  readonly spoilCells: (cells: Readonly<Record<Column, string>>) => Partial<Record<Column, string>>;
  readonly spoilText: (text: string) => string;
}

const asIs = (text: string): string => text;

function inCells(field: string, rule: string, spoilCells: Flaw['spoilCells']): Flaw {
  return { field, rule, spoilCells, spoilText: asIs };
}

function inText(field: string, rule: string, spoilText: Flaw['spoilText']): Flaw {
  return { field, rule, spoilCells: () => ({}), spoilText };
}

/** Two malformed lines a station, in the order in which they stand in its file. */
export const FLAWS: Readonly<Record<string, readonly Flaw[]>> = {
  'ST-OUEZ-01': [
    inCells('tareGrams', 'below_gross', ({ gross, tare }) => ({ gross: tare, tare: gross })),
    inCells('weighedAt', 'real_date', () => ({ date: '31/09/2026' })),
  ],
  'ST-MDZ-01': [
    inCells('producerCode', 'present', () => ({ producer: '' })),
    inCells('grossGrams', 'decimal_mark', ({ gross }) => ({ gross: gross.replace(',', '.') })),
  ],
  'ST-MEK-01': [
    inText('line', 'column_count', (text) => text.slice(0, text.length - 14)),
    inText('line', 'column_count', (text) => text.replace(/(\d)\.(\d\d),/u, '$1,$2,')),
  ],
  'ST-IFR-01': [
    inCells('grossGrams', 'decimal_number', () => ({ gross: 'ERR-07' })),
    inCells('containers.count', 'whole_number', () => ({ count: '2,5' })),
  ],
  'ST-SEF-01': [
    inCells('netGrams', 'equals_gross_minus_tare', ({ tare }) => ({ net: tare })),
    inCells('grossGrams', 'three_decimals', ({ gross }) => ({ gross: `${gross}45` })),
  ],
};
