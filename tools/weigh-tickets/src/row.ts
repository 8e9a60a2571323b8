import type { Field } from './columns';
import type { Dialect } from './dialect';
import { weighedAt } from './local-time';
import { LineRefusal, type TicketContainers, type TicketRule, type WeighTicket } from './ticket';
import { type WeightUnit, gramsOf, unitNamed } from './weights';

const ID = /^[A-Za-z0-9_-]{1,60}$/u;
const WHOLE = /^\d{1,6}(?:[.,]0{1,3})?$/u;
const UNREADABLE = /\u{fffd}|\0/u;

/**
 * One row -> a ticket. Checks in order: the row as a whole, identifiers, time, unit, weights, containers; the first
 * rule broken is the one named.
 * @throws LineRefusal with the field and the rule
 */
export function ticketOf(cells: readonly string[], raw: string, dialect: Dialect): WeighTicket {
  checkRow(cells, raw, dialect.columns.width);
  const row = new Row(cells, dialect);
  const terminalId = row.optionalId('terminalId') ?? row.optionalId('scaleId', 'terminalId');
  const ticketNumber = row.id('ticketNumber');
  const producerCode = row.id('producerCode');
  const campaignId = row.optionalId('campaignId');
  const productId = row.optionalId('productId');
  const at = weighedAt(row.present('date', 'weighedAt'), row.cell('time'));
  const { grossGrams, tareGrams } = weightsOf(row);
  const containers = containersOf(row, grossGrams);
  return {
    ticketNumber,
    ...(terminalId && { terminalId }),
    producerCode,
    ...(campaignId && { campaignId }),
    ...(productId && { productId }),
    grossGrams,
    tareGrams,
    ...(containers && { containers }),
    weighedAt: at,
  };
}

function checkRow(cells: readonly string[], raw: string, width: number): void {
  if (UNREADABLE.test(raw))
    refuse('line', 'encoding', "La ligne contient des octets illisibles dans l'encodage du fichier.");
  const filled = cells.findLastIndex((cell) => cell !== '') + 1;
  if (cells.length < width || filled > width)
    refuse('line', 'column_count', `La ligne a ${cells.length} cellules, l'en-tête en a ${width}.`);
}

function weightsOf(row: Row): { grossGrams: number; tareGrams: number } {
  const grossGrams = row.grams('grossGrams') ?? missing('grossGrams');
  if (grossGrams === 0) refuse('grossGrams', 'positive', 'Le poids brut est nul.');
  const tareGrams = row.grams('tareGrams') ?? missing('tareGrams');
  if (tareGrams >= grossGrams) {
    const words = `La tare (${tareGrams} g) n'est pas inférieure au poids brut (${grossGrams} g).`;
    refuse('tareGrams', 'below_gross', words);
  }
  const netGrams = row.grams('netGrams');
  const expected = grossGrams - tareGrams;
  if (netGrams !== undefined && netGrams !== expected) {
    const words = `Le poids net (${netGrams} g) n'est pas brut - tare (${expected} g).`;
    refuse('netGrams', 'equals_gross_minus_tare', words);
  }
  return { grossGrams, tareGrams };
}

function containersOf(row: Row, grossGrams: number): TicketContainers | undefined {
  const text = row.cell('containers.count');
  if (text === '') return undefined;
  if (!WHOLE.test(text))
    refuse('containers.count', 'whole_number', `« ${text} » n'est pas un nombre entier.`);
  const count = Number.parseInt(text, 10);
  if (count === 0) return undefined;
  const kind = row.cell('containers.kind') || row.dialect.columns.containerKind;
  const tareGramsEach = row.grams('containers.tareGramsEach');
  if (tareGramsEach !== undefined && tareGramsEach * count >= grossGrams)
    refuse('containers.tareGramsEach', 'below_gross', 'Les contenants pèsent autant que le poids brut.');
  return { kind, count, ...(tareGramsEach !== undefined && { tareGramsEach }) };
}

class Row {
  constructor(
    private readonly cells: readonly string[],
    readonly dialect: Dialect,
  ) {}

  cell(field: Field): string {
    const index = this.dialect.columns.at.get(field);
    return index === undefined ? '' : (this.cells[index] ?? '');
  }

  present(field: Field, name: string): string {
    return this.cell(field) || missing(name);
  }

  id(field: Field): string {
    return this.optionalId(field) ?? missing(field);
  }

  optionalId(field: Field, name: string = field): string | undefined {
    const text = this.cell(field);
    if (text === '') return undefined;
    if (ID.test(text)) return text;
    const words = 'seuls les lettres sans accent, chiffres, - et _ (60 au plus) sont admis.';
    return refuse(name, 'id_characters', `« ${text} » : ${words}`);
  }

  grams(field: Field): number | undefined {
    const text = this.cell(field);
    return text === '' ? undefined : gramsOf(text, field, this.dialect.decimalMark, this.unit(field));
  }

  private unit(field: Field): WeightUnit {
    const inHeader = this.dialect.columns.unitOf.get(field);
    const text = this.cell('unit');
    if (text === '') return inHeader ?? 'kg';
    const named = unitNamed(text) ?? refuse('unit', 'known_unit', `Unité inconnue « ${text} » : kg ou t.`);
    if (inHeader && inHeader !== named)
      refuse('unit', 'one_unit', `La colonne est en ${inHeader}, la ligne en ${named}.`);
    return named;
  }
}

function missing(field: string): never {
  return refuse(field, 'present', `${field} manque.`);
}

function refuse(field: string, rule: TicketRule, message: string): never {
  throw new LineRefusal(field, rule, message);
}
