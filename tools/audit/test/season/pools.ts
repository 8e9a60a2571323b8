import type { DataOf, FixedShare, PoolCharge } from '../../src/events';
import { payableOf, type Weighing } from './collection';
import { event, posts, type LogBuilder } from './log-builder';
import { COEFFICIENTS, settled } from './payments';

type Opened = DataOf<'PoolOpened'>;

export function openPool(log: LogBuilder, pool: Omit<Opened, 'terms'>): void {
  const milling = { perKgCentimes: 80, chargedBy: 'third_party' as const };
  const terms = { milling, commissionPpm: 40_000, oceChargesCapPpm: 150_000 };
  log.add('payments.pool', pool.poolId, event('PoolOpened', { ...pool, terms }));
}

/** Parts of a receipt come into a pool: grade and amount by lot. */
export function pool(
  log: LogBuilder,
  poolId: string,
  [proceedsId, invoiceNumber]: readonly [string, string],
  amounts: Readonly<Record<string, readonly [grade: string, amountCentimes: number]>>,
): void {
  const parts = Object.entries(amounts).map(([lotId, [grade, amountCentimes]]) => ({
    lotId,
    grade,
    amountCentimes,
  }));
  const amountCentimes = parts.reduce((sum, part) => sum + part.amountCentimes, 0);
  const postings = posts({ [`sales:${invoiceNumber}`]: -amountCentimes, [`pool:${poolId}`]: amountCentimes });
  const pooled = {
    poolId,
    proceedsId,
    invoiceNumber,
    parts,
    amountCentimes,
    valueDate: '2026-10-07',
    postings,
  };
  log.add('payments.pool', poolId, event('ProceedsPooled', pooled));
}

export function charge(log: LogBuilder, poolId: string, kind: string, amountCentimes: number): void {
  const posted = {
    poolId,
    chargeId: `CH-${kind}`,
    kind,
    chargedBy: 'third_party' as const,
    amountCentimes,
    postings: [],
  };
  log.add('payments.pool', poolId, event('ChargePosted', posted));
}

const chargeOf = ([kind, amountCentimes]: readonly [string, number]): PoolCharge => ({
  kind,
  amountCentimes,
  askedCentimes: amountCentimes,
  chargedBy: kind === 'commission' ? 'oce' : 'third_party',
});

const counted = (one: Weighing) => ({
  deliveryId: one.id,
  grade: one.grade,
  payableGrams: payableOf(one),
  coefficientPpm: COEFFICIENTS[one.grade] ?? 0,
});

/** Fixed in one chunk and closed, one delivery a member; shares and charges as worked out by hand. */
export function closePool(
  log: LogBuilder,
  { kind, ...scope }: Omit<Opened, 'terms'> & { kind: 'pooled' | 'traceable' },
  proceedsCentimes: number,
  charged: readonly (readonly [string, number])[],
  shared: readonly (readonly [Weighing, number])[],
): FixedShare[] {
  const { poolId } = scope;
  const shares = shared.map(([one, shareCentimes]): FixedShare => {
    const points = String(BigInt(payableOf(one)) * BigInt(COEFFICIENTS[one.grade] ?? 0));
    const member = { producerCode: one.member, payableGrams: payableOf(one) };
    return { ...member, points, shareCentimes, deliveries: [counted(one)] };
  });
  const logPosition = log.commits.length;
  const attempt = `A-${poolId}`;
  log.add('payments.pool', poolId, event('SharesFixed', { poolId, attempt, chunk: 1, of: 1, shares }));
  const charges = charged.map(chargeOf);
  const amounts = Object.fromEntries(
    charged.map(([name, amount]) => [
      ['milling', 'commission'].includes(name) ? name : `costs:${name}`,
      amount,
    ]),
  );
  const total = charges.reduce((sum, one) => sum + one.amountCentimes, 0);
  const points = String(shares.reduce((sum, share) => sum + BigInt(share.points), 0n));
  const sums = {
    proceedsCentimes,
    charges,
    distributableCentimes: proceedsCentimes - total,
    points,
    members: shares.length,
    deliveries: shares.length,
    payableGrams: shares.reduce((sum, share) => sum + share.payableGrams, 0),
  };
  const closing = {
    logPosition,
    attempt,
    closedOn: '2026-10-01',
    lossCentimes: 0,
    lossBorneBy: null,
    oceChargesCapPpm: null,
    acknowledged: [],
  };
  const postings = posts({ [`pool:${poolId}`]: -total, ...amounts });
  const closed = { kind, ...scope, ...sums, ...closing, postings };
  log.add('payments.pool', poolId, event('PoolClosed', closed));
  return shares;
}

/** The final line of one member: the share less the advance, with at most one recovery of input credit. */
export function finalShare(
  log: LogBuilder,
  scope: { poolId: string; campaignId: string; distributableCentimes: number; points: string },
  { producerCode, ...share }: FixedShare,
  advancesCentimes: number,
  ...deductions: Parameters<typeof settled>[1][]
): void {
  const { poolId, campaignId, ...poolValue } = scope;
  const lineId = `FIN-${poolId}-${producerCode}`;
  const complementCentimes = share.shareCentimes - advancesCentimes;
  const settlement = settled(complementCentimes, ...deductions);
  const taken = complementCentimes - settlement.netCentimes;
  const postings = posts({
    [`pool:${poolId}`]: -share.shareCentimes,
    [`advances:${campaignId}`]: advancesCentimes,
    [`member:${producerCode}`]: settlement.netCentimes,
    [`input-credit:${producerCode}`]: taken,
  });
  const sums = { advancesCentimes, complementCentimes, overpaidCentimes: 0, settlement };
  const line = { lineId, producerCode, poolId, campaignId, ...share, poolValue, ...sums };
  const posted = event('FinalSharePosted', { ...line, postedOn: '2026-10-01', postings });
  const said = deductions.map(({ reference, takenCentimes, carriedCentimes: leftCentimes }) =>
    event('InputCreditRecovered', { producerCode, reference, takenCentimes, leftCentimes, lineId }),
  );
  log.add('payments.account', producerCode, posted, ...said);
}
