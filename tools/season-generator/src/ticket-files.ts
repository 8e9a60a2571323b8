import { formatDecimal } from '@oce/quantities';
import iconv from 'iconv-lite';
import type { Cases } from './cases';
import { type Delivery, netGrams } from './deliveries';
import { csvLine, frenchDate } from './sheets';
import { type Column, STYLES, type TicketStyle } from './ticket-styles';

/** One line of a weigh ticket file as the reader should find it. `line` counts physical lines from 1. */
export interface ExpectedLine {
  readonly line: number;
  readonly ticketNumber: string;
  readonly fate: Delivery['fate'] | 'duplicate' | 'conflicting_duplicate';
  /** For malformed lines only: the field and the rule that the reader names. */
  readonly field?: string;
  readonly rule?: string;
}

export type TicketFile = ReturnType<typeof makeTicketFile>;

/** One way in which a line of a file goes wrong, and what the reader should say about it. */
interface Flaw {
  readonly field: string;
  readonly rule: string;
  readonly spoilCells?: (cells: Cells) => Partial<Record<Column, string>>;
  readonly spoilText?: (text: string) => string;
}

const inCells = (field: string, rule: string, spoilCells: Flaw['spoilCells']): Flaw => ({
  field,
  rule,
  spoilCells,
});
const inText = (field: string, rule: string, spoilText: Flaw['spoilText']): Flaw => ({
  field,
  rule,
  spoilText,
});

/** Two malformed lines a station, in the order in which they stand in its file. */
const FLAWS: Readonly<Record<string, readonly Flaw[]>> = {
  'ST-OUEZ-01': [
    inCells('tareGrams', 'below_gross', ({ gross, tare }) => ({ gross: tare, tare: gross })),
    inCells('weighedAt', 'real_date', () => ({ date: '31/09/2026' })),
  ],
  'ST-MDZ-01': [
    inCells('producerCode', 'present', () => ({ producer: '' })),
    inCells('grossGrams', 'decimal_mark', ({ gross }) => ({ gross: `${gross.replace(',', '.')}00` })),
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

const LINES_UNTIL_DUPLICATE = 3;
const OPERATORS = ['Équipe A', 'Équipe B'];

/** The file of one station, in its own dialect, with its duplicates, its conflicting duplicate and its flaws. */
export function makeTicketFile(stationId: string, deliveries: readonly Delivery[], cases: Cases) {
  const style = STYLES[stationId];
  if (!style) throw new RangeError(`no style for ${stationId}`);
  const header = csvLine(
    style.columns.map(([, name]) => name),
    style.separator,
  );
  const texts = style.title ? [style.title, header] : [header];
  const lines: ExpectedLine[] = [];
  const flaws = [...(FLAWS[stationId] ?? [])];
  const add = (text: string, ticketNumber: string, about: Omit<ExpectedLine, 'line' | 'ticketNumber'>) => {
    texts.push(text);
    lines.push({ line: texts.length, ticketNumber, ...about });
  };
  for (const { delivery, again } of inFileOrder(
    deliveries.filter((one) => one.stationId === stationId),
    cases,
  )) {
    const cells = cellsOf(delivery, style);
    if (again) add(textOf(cells, style), delivery.ticketNumber, { fate: again });
    else if (delivery.fate !== 'malformed')
      add(textOf(cells, style), delivery.ticketNumber, { fate: delivery.fate });
    else {
      const flaw = flaws.shift();
      if (!flaw) throw new RangeError(`${stationId} has more malformed lines than flaws`);
      const { field, rule, spoilCells, spoilText } = flaw;
      const text = textOf({ ...cells, ...spoilCells?.(cells) }, style);
      add(spoilText?.(text) ?? text, delivery.ticketNumber, { fate: 'malformed', field, rule });
    }
  }
  return { stationId, content: encode(texts.map((text) => text + style.newline).join(''), style), lines };
}

interface FileRow {
  readonly delivery: Delivery;
  readonly again?: 'duplicate' | 'conflicting_duplicate';
}

/** The deliveries, and a few lines further down the repetitions. */
function inFileOrder(deliveries: readonly Delivery[], cases: Cases): FileRow[] {
  const { delivery: conflicting, otherGrossGrams } = cases.conflict;
  const rows: FileRow[] = deliveries.map((delivery) => ({ delivery }));
  const repeat = (delivery: Delivery, row: FileRow) => {
    const at = rows.findIndex((one) => one.delivery === delivery);
    if (at >= 0) rows.splice(at + LINES_UNTIL_DUPLICATE, 0, row);
  };
  for (const delivery of cases.duplicates) repeat(delivery, { delivery, again: 'duplicate' });
  const other = { ...conflicting, grossGrams: otherGrossGrams };
  repeat(conflicting, { delivery: other, again: 'conflicting_duplicate' });
  return rows;
}

type Cells = Readonly<Record<Column, string>>;

function cellsOf(delivery: Delivery, style: TicketStyle): Cells {
  const { containers } = delivery;
  const date = frenchDate(delivery.date);
  const weight = (grams: number) => weightText(grams, style);
  return {
    ticket: delivery.ticketNumber,
    terminal: delivery.terminalId,
    date,
    time: style.title ? delivery.time : delivery.time.slice(0, 5),
    dateTime: `${date} ${delivery.time}`,
    producer: delivery.producerCode,
    campaign: delivery.campaignId,
    product: delivery.productId,
    gross: weight(delivery.grossGrams),
    tare: weight(delivery.tareGrams),
    net: weight(netGrams(delivery)),
    unit: style.unit,
    count: String(containers.count),
    kind: containers.kind,
    tareEach: style.columns.some(([column]) => column === 'tareEach') ? weight(containers.tareGramsEach) : '',
    operator: OPERATORS[Number(delivery.time.slice(0, 2)) < 13 ? 0 : 1] ?? '',
    remarks: delivery.grossGrams > 3_000_000 ? 'véhicule lourd ; pesé seul' : '',
  };
}

function textOf(cells: Cells, style: TicketStyle): string {
  return csvLine(
    style.columns.map(([column]) => cells[column]),
    style.separator,
  );
}

/** Exact: a weight that the style's decimals cannot hold is a mistake of the generator. */
function weightText(grams: number, { unit, decimals, decimalMark }: TicketStyle): string {
  const step = (unit === 't' ? 1_000_000 : 1000) / 10 ** decimals;
  if (grams % step !== 0)
    throw new RangeError(`${grams} g cannot be written with ${decimals} decimals of ${unit}`);
  return formatDecimal(grams / step, decimals).replace('.', decimalMark);
}

function encode(text: string, { encoding }: TicketStyle): Buffer {
  if (encoding === 'win1252') return iconv.encode(text, 'win1252');
  return Buffer.from(encoding === 'utf8-bom' ? `\u{feff}${text}` : text, 'utf8');
}
