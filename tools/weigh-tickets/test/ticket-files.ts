import { Temporal } from '@js-temporal/polyfill';
import iconv from 'iconv-lite';
import { ACCEPTED_NAMES, type Field } from '../src/columns';
import { readWeighTickets } from '../src/read-weigh-tickets';
import type { AcceptedLine, RefusedLine, WeighTicket } from '../src/ticket';

/** How a weighbridge might write a file. */
export interface FileStyle {
  readonly separator: ';' | ',';
  readonly decimalMark: ',' | '.';
  readonly encoding: 'utf8' | 'utf8-bom' | 'win1252';
  readonly unit: 'kg' | 't';
  readonly unitIn: 'column' | 'header' | 'nowhere';
  readonly newline: '\n' | '\r\n' | '\r';
  readonly timeIn: 'date' | 'own column';
  readonly order: readonly Field[];
  /** Which of the accepted names each column takes, and how its header is spelled. */
  readonly synonym: number;
  readonly spelling: 'as given' | 'upper case' | 'without accents';
  readonly quoteAll: boolean;
}

export const PLAIN_STYLE: FileStyle = {
  separator: ';',
  decimalMark: ',',
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
  if (style.encoding === 'win1252') return iconv.encode(text, 'win1252');
  return Buffer.from((style.encoding === 'utf8-bom' ? '\u{feff}' : '') + text, 'utf8');
}

/** What the reader says of one line, without the text of those it takes. */
export type Said = RefusedLine | Omit<AcceptedLine, 'raw'>;

/** All that the reader says about some bytes or text, given in pieces of `size` bytes. */
export async function readAll(content: Buffer | string, size = 7): Promise<Said[]> {
  const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
  const lines: Said[] = [];
  for await (const said of readWeighTickets(pieces(bytes, size))) {
    lines.push('ticket' in said ? { line: said.line, ticket: said.ticket } : said);
  }
  return lines;
}

async function* pieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}

function headerOf(field: Field, style: FileStyle): string {
  const names = ACCEPTED_NAMES[field];
  const unit = style.unitIn === 'header' && WEIGHTS.includes(field) ? ` (${style.unit})` : '';
  const name = `${names[style.synonym % names.length] ?? field}${unit}`;
  if (style.spelling === 'upper case') return name.toUpperCase();
  return style.spelling === 'without accents' ? name.normalize('NFD').replace(/[\p{M}°]/gu, '') : name;
}

function cellOf(ticket: WeighTicket, field: Field, style: FileStyle): string {
  const local = Temporal.Instant.from(ticket.weighedAt).toZonedDateTimeISO('Africa/Casablanca');
  const [year, month, day] = local.toPlainDate().toString().split('-');
  const time = local.toPlainTime().toString({ smallestUnit: 'second' });
  const { containers } = ticket;
  const grams: Partial<Record<Field, number | undefined>> = {
    grossGrams: ticket.grossGrams,
    tareGrams: ticket.tareGrams,
    netGrams: ticket.grossGrams - ticket.tareGrams,
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
    date: `${day}/${month}/${year}${style.timeIn === 'date' ? ` ${time}` : ''}`,
    time,
    operator: 'Opérateur n° 1',
    remarks: 'à jeun, « séché » ; 12" de pluie',
  };
  const weight = grams[field];
  return texts[field] ?? (weight === undefined ? '' : weightText(weight, style));
}

function weightText(grams: number, { unit, decimalMark }: FileStyle): string {
  const thousandths = unit === 't' ? grams / 1000 : grams;
  const digits = String(thousandths).padStart(4, '0');
  return `${digits.slice(0, -3)}${decimalMark}${digits.slice(-3)}`;
}

function quoted(cell: string, style: FileStyle): string {
  const needed = style.quoteAll || /["\n]/u.test(cell) || cell.includes(style.separator);
  return needed ? `"${cell.replaceAll('"', '""')}"` : cell;
}
