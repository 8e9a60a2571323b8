import { refuse, type Profile, type Row } from '@oce/tables';
import { COLUMNS, containerOf, type Field } from './columns';
import { instantOf } from './local-time';
import { saidOf } from './said';
import { netGramsOf, type TicketContainers, type WeighTicket } from './ticket';

/** The first and the last moment at which a ticket of a list may have been weighed, ISO in UTC. */
export interface ExpectedDays {
  readonly from: string;
  readonly until: string;
}

/**
 * Weigh tickets of a weighbridge. Checks in order: identifiers, time, weights, containers; the first rule broken is the one
 * named. Without `expected` any day is taken.
 */
export const weighTickets = (expected?: ExpectedDays): Profile<Field, WeighTicket> => ({
  name: 'weigh-tickets',
  title: 'Tickets de pesée',
  columns: COLUMNS,
  read: (row) => ticketOf(row, expected),
  totalOf: (ticket) => ({
    producer: ticket.producerCode,
    group: ticket.productId ?? 'produit non dit',
    amount: netGramsOf(ticket),
    unit: 'g',
  }),
  noteOf: ({ containers }) =>
    containers && containers.tareGramsEach === undefined
      ? 'Contenants comptés sans tare à déduire : rien n’est déduit pour eux.'
      : undefined,
  keyOf: ({ terminalId, ticketNumber }) => `${terminalId ?? ''} ${ticketNumber}`,
});

function ticketOf(row: Row<Field>, expected: ExpectedDays | undefined): WeighTicket {
  const terminalId = row.optionalId('terminalId') ?? row.optionalId('scaleId', 'terminalId');
  const ticketNumber = row.id('ticketNumber');
  const producerCode = row.id('producerCode');
  const campaignId = row.optionalId('campaignId');
  const productId = row.optionalId('productId');
  const weighedAt = weighedAtOf(row, expected);
  const grossGrams = row.grams('grossGrams') ?? refuse('grossGrams', 'present', 'Le poids brut manque.');
  if (grossGrams === 0) refuse('grossGrams', 'positive', 'Le poids brut est nul.');
  const tareGrams = row.grams('tareGrams') ?? refuse('tareGrams', 'present', 'La tare manque.');
  if (tareGrams >= grossGrams) {
    const words = `La tare (${tareGrams} g) n'est pas inférieure au poids brut (${grossGrams} g).`;
    refuse('tareGrams', 'below_gross', words);
  }
  const containers = containersOf(row, grossGrams - tareGrams);
  return {
    ticketNumber,
    ...(terminalId && { terminalId }),
    producerCode,
    ...(campaignId && { campaignId }),
    ...(productId && { productId }),
    grossGrams,
    tareGrams,
    ...(containers && { containers }),
    ...saidOf(row),
    weighedAt,
  };
}

function weighedAtOf(row: Row<Field>, expected: ExpectedDays | undefined): string {
  const { day, time } = row.moment('date', 'weighedAt');
  const weighedAt = instantOf(day, time, row.time('time', 'weighedAt'));
  if (expected && (weighedAt < expected.from || weighedAt > expected.until)) {
    const [from, until] = [expected.from, expected.until].map((one) => one.slice(0, 10));
    const words = `La pesée du ${day} n'est pas entre les jours attendus, du ${from ?? ''} au ${until ?? ''}.`;
    refuse('weighedAt', 'expected_days', words);
  }
  return weighedAt;
}

/**
 * The containers, and whether their weight is to be taken off: it is where it is given, unless the net weight of the line
 * shows that the tare has it already (of a trailer that was weighed with its empty crates).
 */
function containersOf(row: Row<Field>, withoutTare: number): TicketContainers | undefined {
  const netGrams = row.grams('netGrams');
  const counted = row.count('containers.count');
  const count = counted ?? 0;
  const tareEach = row.grams('containers.tareGramsEach');
  // The net weight of the line shows that nothing is to be taken off for them.
  if (counted === undefined && tareEach && netGrams !== withoutTare)
    refuse('containers.count', 'present', 'Une tare de contenant est donnée, et leur nombre manque.');
  const each = count === 0 ? undefined : tareEach;
  const ofContainers = count * (each ?? 0);
  const isInTare = ofContainers > 0 && netGrams === withoutTare;
  if (netGrams !== undefined && netGrams !== withoutTare && netGrams !== withoutTare - ofContainers) {
    const expected = [...new Set([withoutTare, withoutTare - ofContainers])].join(' ou ');
    const words = `Le poids net (${netGrams} g) n'est pas brut - tare (${expected} g).`;
    refuse('netGrams', 'equals_gross_minus_tare', words);
  }
  if (count === 0) return undefined;
  if (!isInTare && ofContainers >= withoutTare)
    refuse('containers.tareGramsEach', 'below_gross', 'Les contenants pèsent autant que ce qui est pesé.');
  const kind = row.text('containers.kind') || containerOf(row.nameOf('containers.count'));
  return { kind, count, ...(each !== undefined && !isInTare && { tareGramsEach: each }) };
}
