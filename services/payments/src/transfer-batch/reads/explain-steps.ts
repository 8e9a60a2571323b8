import type {
  AdvancePosted,
  ClaimReversed,
  FinalSharePosted,
  PurchasePosted,
  SettlementLines,
  TransferLine,
} from '@oce/contracts';
import { ONE_PPM, pointsOf, sumExactly } from '@oce/quantities';
import { advanceOn } from '../../pool/domain/settlement/delivery-value';
import type { ShownProceeds } from '../../pool/reads/pool-entries';
import type { PoolDocument } from '../../pool/reads/pools';
import type { LotsById } from '../../pool/domain/by-origin';
import type { SplitProceeds } from '../../pool/reads/proceeds-by-origin';
import { soldAsSteps } from './explain-origins';
import { sum, type Step, type Sum } from './explain-tree';
import type { Ticket, Tickets } from './explain-tickets';

export type LineData = { readonly lineId: string } & (
  | { readonly settlement: SettlementLines; readonly netCentimes?: undefined }
  | { readonly settlement?: SettlementLines | null; readonly netCentimes: number }
  | Pick<ClaimReversed['data'], 'recoveredCentimes' | 'reference'>
);
/** What a line adds to, or takes from, what is paid out. */
export function netOf(data: LineData): number {
  if ('reference' in data) return data.recoveredCentimes;
  return data.netCentimes ?? data.settlement.netCentimes;
}

/** What pays lines is the sum of their nets: a transfer, or cash at a counter. */
export function sumsOfLines(
  { amountCentimes, lineIds }: Pick<TransferLine, 'amountCentimes' | 'lineIds'>,
  lines: readonly { readonly data: LineData }[],
): Sum[] {
  const nets = lines.map(({ data }) => netOf(data));
  return [
    sum('lines', lineIds.length, lines.length),
    sum('nets of the lines', amountCentimes, sumExactly(nets)),
  ];
}

/** A transfer over the bank. */
export function transferSteps(transfer: TransferLine, lines: readonly { readonly data: LineData }[]): Step {
  const { transferId, endToEndId, amountCentimes, lineIds } = transfer;
  return {
    kind: 'transfer',
    id: transferId,
    facts: { endToEndId, amountCentimes, lineIds },
    sums: sumsOfLines(transfer, lines),
  };
}

/** An advance: weight times price times share, less its deductions, down to the ticket. */
export function advanceStep(data: AdvancePosted['data'], tickets: Tickets): Step {
  const { lineId, payableGrams, pricePerKgCentimes, advancePpm, settlement, priceScheduleVersion } = data;
  const price = { version: priceScheduleVersion, pricePerKgCentimes, advancePpm };
  const { grossCentimes } = advanceOn(payableGrams, price);
  const ticket = tickets.get(data.deliveryId);
  const frozen = { priceScheduleVersion, pricePerKgCentimes, advancePpm, grade: data.grade, payableGrams };
  return {
    kind: 'advance',
    id: lineId,
    facts: { deliveryId: data.deliveryId, ...frozen, settlement },
    sums: [
      sum('weight x price x advance', settlement.grossCentimes, grossCentimes),
      ...deducted(settlement),
      ...(ticket ? [sum('payable grams of the ticket', payableGrams, ticket.payableGrams ?? -1)] : []),
    ],
    parts: ticket ? [ticketStep(ticket)] : [],
  };
}

/** A purchase: weight times price, final, less its deductions, down to the ticket. */
export function purchaseStep(data: PurchasePosted['data'], tickets: Tickets): Step {
  const { lineId, payableGrams, pricePerKgCentimes, settlement, priceScheduleVersion, deliveryId, grade } =
    data;
  const price = { version: priceScheduleVersion, pricePerKgCentimes, advancePpm: ONE_PPM };
  const { grossCentimes } = advanceOn(payableGrams, price);
  const ticket = tickets.get(deliveryId);
  return {
    kind: 'purchase',
    id: lineId,
    facts: { deliveryId, priceScheduleVersion, pricePerKgCentimes, grade, payableGrams, settlement },
    sums: [
      sum('weight x price', settlement.grossCentimes, grossCentimes),
      ...deducted(settlement),
      ...(ticket ? [sum('payable grams of the ticket', payableGrams, ticket.payableGrams ?? -1)] : []),
    ],
    parts: ticket ? [ticketStep(ticket)] : [],
  };
}

/** A settlement's net is its gross less what was taken. */
export function deducted({ grossCentimes, netCentimes, deductions }: SettlementLines): Sum[] {
  const taken = sumExactly(deductions.map((one) => one.takenCentimes));
  return [sum('gross less deductions', netCentimes, grossCentimes - taken)];
}

/** A ticket: gross less tare, less the reductions of the quality sheet. */
export function ticketStep(ticket: Ticket): Step {
  const { netGrams, grossGrams, tareGrams, reductions, payableGrams } = ticket;
  const reduced = sumExactly(reductions.map((one) => one.reducedGrams));
  return {
    kind: 'ticket',
    id: ticket.deliveryId,
    facts: ticket,
    sums: [
      sum('gross less tare', netGrams, grossGrams - tareGrams),
      ...(payableGrams === null ? [] : [sum('net less reductions', payableGrams, netGrams - reduced)]),
    ],
  };
}

/** A pool, what came into it, and these as sales received them. */
interface PoolBehind {
  readonly pool: PoolDocument;
  readonly pooled: readonly ShownProceeds[];
  readonly proceeds: readonly SplitProceeds[];
  /** The lots that were sold. */
  readonly lots: LotsById;
}

/** A final share: points of the deliveries, the pool's proceeds less charges, less the advances. */
export function finalShareStep(data: FinalSharePosted['data'], behind: PoolBehind, tickets: Tickets): Step {
  const { lineId, points, shareCentimes, advancesCentimes, complementCentimes, overpaidCentimes } = data;
  const { poolId, settlement } = data;
  const ownPoints = data.deliveries.reduce(
    (total, one) => total + pointsOf(one.payableGrams, one.coefficientPpm),
    0n,
  );
  const exact =
    (BigInt(points) * BigInt(data.poolValue.distributableCentimes)) / BigInt(data.poolValue.points);
  // The largest remainder gives the whole centimes of the exact share, or one more.
  const isWithin = BigInt(shareCentimes) - exact === 0n || BigInt(shareCentimes) - exact === 1n;
  return {
    kind: 'final_share',
    id: lineId,
    facts: { poolId, points, shareCentimes, advancesCentimes, overpaidCentimes, settlement },
    sums: [
      sum('points of the deliveries', points, String(ownPoints)),
      { what: 'points x value of a point', posted: shareCentimes, fromParts: Number(exact), holds: isWithin },
      sum('share less advances', complementCentimes - overpaidCentimes, shareCentimes - advancesCentimes),
      ...deducted(settlement),
    ],
    parts: [poolStep(behind), ...[...tickets.values()].map(ticketStep)],
  };
}

/** A pool: its proceeds by invoice, less its charges. */
function poolStep({ pool, pooled, proceeds, lots }: PoolBehind): Step {
  const charges = pool.closing?.charges ?? [];
  const charged = sumExactly(charges.map((one) => one.amountCentimes));
  const distributable = pool.closing?.distributableCentimes ?? 0;
  const { proceedsCentimes = 0, lossCentimes = 0 } = pool.closing ?? {};
  const pooledCentimes = sumExactly(pooled.map((one) => one.amountCentimes));
  const byId = new Map(proceeds.map((one) => [one.proceeds.proceedsId, one]));
  return {
    kind: 'pool',
    id: pool.poolId,
    facts: { kind: pool.kind, grades: pool.grades, lotIds: pool.lotIds, charges, closing: pool.closing },
    sums: [
      sum('proceeds pooled', pool.proceedsCentimes, pooledCentimes),
      sum('proceeds less charges', distributable, proceedsCentimes - charged + lossCentimes),
    ],
    parts: pooled.map(({ proceedsId, invoiceNumber, amountCentimes, valueDate, byOrigin }) => {
      const split = byId.get(proceedsId);
      const received = split?.proceeds;
      const parts = (received?.parts ?? []).map((part) => part.amountCentimes);
      const sums = received ? [sum('parts of the proceeds', received.amountCentimes, sumExactly(parts))] : [];
      return {
        kind: 'proceeds',
        id: proceedsId,
        facts: { proceedsId, invoiceNumber, amountCentimes, valueDate, buyerId: received?.buyerId ?? null },
        sums,
        parts: soldAsSteps({ byOrigin }, split, lots),
      };
    }),
  };
}
