import { Temporal } from '@js-temporal/polyfill';
import iconv from 'iconv-lite';
import { piecesSource, type Declared, type RefusedLine } from '@oce/tables';
import { COLUMNS, type Field } from '../src/columns';
import { readWeighTickets } from '../src/read-weigh-tickets';
import { netGramsOf, type WeighTicket } from '../src/ticket';

/** How a weighbridge might write a file. */
export interface FileStyle {
  readonly separator: ';' | ',' | '\t' | '|';
  readonly decimalMark: ',' | '.';
  /** Between thousands: none, a space, or the mark that is not the decimal one. */
  readonly groups: 'none' | 'space' | 'mark';
  readonly dates: 'dmy' | 'mdy' | 'iso';
  readonly encoding:
    'utf8' | 'utf8-bom' | 'utf16le' | 'utf16le-bom' | 'utf16be' | 'utf16be-bom' | 'win1252' | 'cp850';
  readonly unit: 'g' | 'kg' | 'q' | 't';
  readonly unitIn: 'column' | 'header' | 'nowhere';
  readonly newline: '\n' | '\r\n' | '\r';
  readonly timeIn: 'date' | 'own column';
  readonly order: readonly Field[];
  /** Which of the accepted names each column takes, and how its header is spelled. */
  readonly synonym: number;
  readonly spelling: 'as given' | 'upper case' | 'without accents' | 'decomposed';
  readonly quoteAll: boolean;
}

export const PLAIN_STYLE: FileStyle = {
  separator: ';',
  decimalMark: ',',
  groups: 'none',
  dates: 'dmy',
  encoding: 'utf8',
  unit: 'kg',
  unitIn: 'nowhere',
  newline: '\n',
  timeIn: 'own column',
  order: [
    'ticketNumber',
    'date',
    'time',
    'terminalId',
    'producerCode',
    'campaignId',
    'productId',
    'grossGrams',
    'tareGrams',
    'netGrams',
    'unit',
    'containers.count',
    'containers.kind',
    'containers.tareGramsEach',
    'operator',
    'remarks',
  ],
  synonym: 0,
  spelling: 'as given',
  quoteAll: false,
};

const WEIGHTS: readonly Field[] = ['grossGrams', 'tareGrams', 'netGrams', 'containers.tareGramsEach'];

/** The bytes of a file that holds these tickets in this style. */
export function ticketFile(tickets: readonly WeighTicket[], style: FileStyle): Buffer {
  const order = style.order.filter(
    (field) =>
      (field !== 'unit' || style.unitIn === 'column') && (field !== 'time' || style.timeIn === 'own column'),
  );
  const header = order.map((field) => headerOf(field, style));
  const rows = tickets.map((ticket) => order.map((field) => cellOf(ticket, field, style)));
  const lines = [header, ...rows].map((cells) =>
    cells.map((cell) => quoted(cell, style)).join(style.separator),
  );
  const text = lines.map((line) => line + style.newline).join('');
  const [encoding = 'utf8', bom] = style.encoding.split('-');
  return iconv.encode(text, encoding === 'utf16be' ? 'utf16-be' : encoding, { addBOM: bom === 'bom' });
}

/** What the reader says of one line, without the text of those it takes. */
export type Said = RefusedLine | { readonly line: number; readonly ticket: WeighTicket };

/** All that the reader says about some bytes or text, given in pieces of `size` bytes. */
export async function readAll(content: Buffer | string, size = 7, declared: Declared = {}): Promise<Said[]> {
  const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
  const lines: Said[] = [];
  for await (const said of readWeighTickets(piecesSource(bytes, size), declared)) {
    lines.push('item' in said ? { line: said.line, ticket: said.item } : said);
  }
  return lines;
}

function headerOf(field: Field, style: FileStyle): string {
  const { names } = COLUMNS[field];
  const unit = style.unitIn === 'header' && WEIGHTS.includes(field) ? ` (${style.unit})` : '';
  const name = `${names[style.synonym % names.length] ?? field}${unit}`;
  if (style.spelling === 'upper case') return name.toUpperCase();
  const hasMarks = style.encoding.startsWith('utf');
  if (style.spelling === 'decomposed') return hasMarks ? name.normalize('NFD') : name;
  return style.spelling === 'without accents' ? name.normalize('NFD').replace(/[\p{M}°]/gu, '') : name;
}

function cellOf(ticket: WeighTicket, field: Field, style: FileStyle): string {
  const local = Temporal.Instant.from(ticket.weighedAt).toZonedDateTimeISO('Africa/Casablanca');
  const date = dateText(local.toPlainDate().toString(), style);
  const time = local.toPlainTime().toString({ smallestUnit: 'second' });
  const { containers } = ticket;
  const grams: Partial<Record<Field, number | undefined>> = {
    grossGrams: ticket.grossGrams,
    tareGrams: ticket.tareGrams,
    netGrams: netGramsOf(ticket),
    'containers.tareGramsEach': containers?.tareGramsEach,
  };
  const texts: Partial<Record<Field, string | undefined>> = {
    ticketNumber: ticket.ticketNumber,
    terminalId: ticket.terminalId,
    producerCode: ticket.producerCode,
    campaignId: ticket.campaignId,
    productId: ticket.productId,
    'containers.count': containers && String(containers.count),
    'containers.kind': containers?.kind,
    unit: style.unit,
    date: `${date}${style.timeIn === 'date' ? ` ${time}` : ''}`,
    time,
    operator: 'Opérateur n° 1',
    remarks: 'à jeun, « séché » ; 12" de pluie',
  };
  const weight = grams[field];
  return texts[field] ?? (weight === undefined ? '' : weightText(weight, style));
}

function dateText(iso: string, { dates }: FileStyle): string {
  const [year = '', month = '', day = ''] = iso.split('-');
  if (dates === 'iso') return iso;
  return (dates === 'dmy' ? [day, month, year] : [month, day, year]).join('/');
}

const GRAMS_OF_A_THOUSANDTH = { g: 0.001, kg: 1, q: 100, t: 1000 } as const;

/** The steps in which a unit can be written with three decimals, in grams. */
export const stepOf = (unit: FileStyle['unit']): number => Math.max(1, GRAMS_OF_A_THOUSANDTH[unit]);

function weightText(grams: number, { unit, decimalMark, groups }: FileStyle): string {
  const thousandths = String(Math.round(grams / GRAMS_OF_A_THOUSANDTH[unit])).padStart(4, '0');
  const mark = groups === 'space' ? ' ' : decimalMark === ',' ? '.' : ',';
  const whole = thousandths.slice(0, -3);
  const grouped = groups === 'none' ? whole : whole.replace(/\B(?=(?:\d{3})+$)/gu, mark);
  return `${grouped}${decimalMark}${thousandths.slice(-3)}`;
}

function quoted(cell: string, style: FileStyle): string {
  const needed = style.quoteAll || /["\n]/u.test(cell) || cell.includes(style.separator);
  return needed ? `"${cell.replaceAll('"', '""')}"` : cell;
}
