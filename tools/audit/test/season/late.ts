import { multiplyRatio, splitByLargestRemainder } from '@oce/quantities';
import type { DataOf } from '../../src/events';
import { deliver, payableOf } from './collection';
import { D1, D2, D3, E2, F1 } from './deliveries';
import { event, posts, type LogBuilder } from './log-builder';
import * as pay from './payments';
import { charge, openPool } from './pools';

const POOL1 = { poolId: 'POOL1', kind: 'pooled' as const, campaignId: 'C26' };
const VALUE = { distributableCentimes: 5_102_000, points: '7872310000000' };
const POINTS = 7_872_310_000_000n;
const pointsOf = (one: typeof D2): bigint =>
  BigInt(payableOf(one)) * BigInt(pay.COEFFICIENTS[one.grade] ?? 0);

/** What the corrections after the closing have freed, and the freight of the pool taken back: 2,755.53. */
const FIRST_REST = 66_553 - 1_000 + 210_000;

/** A closed pool is told of its corrections, has a charge taken back and another one posted, shares twice and ends. */
export function lateOfPool(log: LogBuilder): void {
  for (const [producerCode, lineId, amountCentimes] of [
    ['P1', 'COR-D1', -66_553],
    ['P2', 'COR-DIS2', 1_000],
  ] as const) {
    const taken = { poolId: 'POOL1', producerCode, lineId, amountCentimes, postings: [] };
    log.add('payments.pool', 'POOL1', event('CorrectionTaken', taken));
  }
  const reversed = { poolId: 'POOL1', chargeId: 'CH-freight', kind: 'freight', reason: 'posted twice' };
  const freed = { freedCentimes: 210_000, lossBackCentimes: 0 };
  const back = posts({ 'costs:freight': -210_000, 'pool:POOL1': 210_000 });
  log.add('payments.pool', 'POOL1', event('ChargeReversed', { ...reversed, ...freed, postings: back }));
  const members = [D1, D2, D3];
  const split = splitByLargestRemainder(FIRST_REST, members.map(pointsOf));
  const first = members.map((one, index) => ({
    producerCode: one.member,
    points: String(pointsOf(one)),
    shareCentimes: split[index] ?? 0,
    deliveries: [],
    lateCentimes: 0,
    arrearsCentimes: 0,
  }));
  supplement(log, 1, first, { sharedCentimes: FIRST_REST, points: String(POINTS), late: 0, arrears: 0 });
  deliver(log, F1);
  pay.advance(log, F1);
  const counted = {
    deliveryId: 'F1',
    grade: F1.grade,
    payableGrams: payableOf(F1),
    coefficientPpm: 1_000_000,
  };
  const worth = multiplyRatio(pointsOf(F1), 5_102_000 + FIRST_REST, POINTS);
  const own = pointsOf(D3) + pointsOf(F1);
  const second = [
    {
      producerCode: 'P3',
      points: String(own),
      shareCentimes: 0,
      deliveries: [counted],
      lateCentimes: worth,
      arrearsCentimes: worth,
    },
  ];
  const points = String(POINTS + pointsOf(F1));
  supplement(log, 2, second, { sharedCentimes: 0, points, late: 1, arrears: worth });
  const charge = { poolId: 'POOL1', chargeId: 'CH-late', kind: 'storage', chargedBy: 'oce' as const };
  const taken = posts({ 'pool:POOL1': -500, 'costs:storage': 500 });
  log.add(
    'payments.pool',
    'POOL1',
    event('ChargePosted', { ...charge, amountCentimes: 500, postings: taken }),
  );
  const account = 'costs:corrections';
  const postings = posts({ 'pool:POOL1': 500, [account]: -500 });
  const end = { restCentimes: -500, account, acknowledged: ['arrears'], woundUpOn: '2026-10-01', postings };
  const owed = { producerCode: 'P3', arrearsCentimes: worth, deliveries: [], lastNumber: 2 };
  const logPosition = log.commits.length;
  const chunk = { poolId: 'POOL1', attempt: 'E-1', chunk: 1, of: 1, members: [owed] };
  log.add('payments.pool', 'POOL1', event('ArrearsFixed', chunk));
  const left = { poolId: 'POOL1', campaignId: 'C26', logPosition, attempt: 'E-1', members: [] };
  log.add('payments.pool', 'POOL1', event('ArrearsLeft', left), event('PoolWoundUp', { ...POOL1, ...end }));
  const borne = posts({ [account]: -360_000, 'advances:C26': 360_000 });
  const lapsed = { producerCode: 'P3', poolId: 'POOL1', campaignId: 'C26', arrearsCentimes: worth };
  const ended = { isLate: false, settledOn: '2026-10-01', postings: borne };
  const settled = { advancesCentimes: 360_000, deliveries: [], ...ended };
  log.add('payments.account', 'P3', event('ArrearsSettled', { ...lapsed, ...settled }));
}

/** A pool in which nobody has points is wound up with its freight. */
export function withoutPoints(log: LogBuilder): void {
  const scope = { poolId: 'POOLZ', kind: 'pooled' as const, campaignId: 'C29' };
  openPool(log, { ...scope, productId: 'OLIVES', grades: ['V'], lotIds: null });
  charge(log, 'POOLZ', 'freight', 1_000);
  const counted = { logPosition: log.commits.length, attempt: null, members: [] };
  const left = { poolId: 'POOLZ', campaignId: 'C29', ...counted };
  const account = 'costs:corrections';
  const postings = posts({ 'costs:freight': 1_000, [account]: -1_000 });
  const known = { acknowledged: ['no_points'], woundUpOn: '2026-10-01' };
  const end = { ...scope, ...known, restCentimes: -1_000, account, postings };
  log.add('payments.pool', 'POOLZ', event('ArrearsLeft', left), event('PoolWoundUp', end));
}

type Share = DataOf<'SupplementFixed'>['shares'][number];

function supplement(
  log: LogBuilder,
  number: number,
  shares: readonly Share[],
  sums: { sharedCentimes: number; points: string; late: number; arrears: number },
): void {
  const attempt = `S-${number}`;
  log.add(
    'payments.pool',
    'POOL1',
    event('SupplementFixed', { poolId: 'POOL1', attempt, chunk: 1, of: 1, shares }),
  );
  const distributed = {
    ...POOL1,
    supplementId: `SUP-${number}`,
    number,
    attempt,
    distributedCentimes: sums.sharedCentimes,
    sharedCentimes: sums.sharedCentimes,
    points: sums.points,
    members: shares.length,
    lateDeliveries: sums.late,
    arrearsCentimes: sums.arrears,
    restCentimes: 0,
    logPosition: log.commits.length,
    distributedOn: '2026-10-01',
  };
  log.add('payments.pool', 'POOL1', event('SupplementDistributed', distributed));
  for (const share of shares) part(log, number, share);
}

/** The line of one member: advances on goods counted late stay to be met, for nothing is there to meet them. */
function part(
  log: LogBuilder,
  number: number,
  { producerCode, points, shareCentimes, deliveries }: Share,
): void {
  const lineId = `SUP-POOL1-${number}`;
  const unmetCentimes = deliveries.length === 0 ? 0 : 360_000;
  const sums = { shareCentimes, advancesCentimes: 0, complementCentimes: shareCentimes, overpaidCentimes: 0 };
  const claims = producerCode === 'P1' ? [66_553] : [];
  const taken = claims.map((asked) => {
    const cap = Math.floor((shareCentimes * 3) / 10);
    const took = Math.min(asked, cap);
    return pay.took('input_credit', 'COR-D1', [asked, cap, took], took < asked ? 'cap' : 'nothing');
  });
  const settlement = pay.settled(shareCentimes, ...taken);
  const recovered = shareCentimes - settlement.netCentimes;
  const postings = posts({
    'pool:POOL1': -shareCentimes,
    [`member:${producerCode}`]: settlement.netCentimes,
    [`input-credit:${producerCode}`]: recovered,
  });
  const head = { lineId, producerCode, poolId: 'POOL1', campaignId: 'C26', number, deliveries, points };
  const line = { ...head, poolValue: VALUE, ...sums, unmetCentimes, settlement, postedOn: '2026-10-01' };
  const said = taken.map(({ reference, takenCentimes, carriedCentimes: leftCentimes }) =>
    event('InputCreditRecovered', { producerCode, reference, takenCentimes, leftCentimes, lineId }),
  );
  log.add('payments.account', producerCode, event('SupplementPosted', { ...line, postings }), ...said);
}

/** The settlement of the traceable lot is taken back, for nothing of it was paid out. */
export function takenBack(log: LogBuilder): void {
  const pool = { poolId: 'POOLT', attempt: 'A-POOLT' };
  const held = { producerCode: 'P2', poolId: 'POOLT', lineId: 'FIN-POOLT-P2', takeBackId: 'TB-1' };
  log.add(
    'payments.pool',
    'POOLT',
    event('ClosingTakeBackBegun', { ...pool, takeBackId: 'TB-1', reason: 'early' }),
  );
  log.add('payments.account', 'P2', event('FinalShareHeld', held));
  const scope = {
    kind: 'traceable' as const,
    campaignId: 'C27',
    productId: 'OLIVES',
    grades: ['V'],
    lotIds: ['LT'],
  };
  const days = { closedOn: '2026-10-01', takenBackOn: '2026-10-01', reason: 'early' };
  const charges = posts({ 'pool:POOLT': 22_400, milling: -16_000, commission: -6_400 });
  log.add(
    'payments.pool',
    'POOLT',
    event('ClosingTakenBack', { ...pool, ...scope, ...days, postings: charges }),
  );
  const counted = { deliveryId: 'E2', grade: 'V', payableGrams: payableOf(E2), coefficientPpm: 1_000_000 };
  const sums = { shareCentimes: 137_600, advancesCentimes: 72_000, complementCentimes: 65_600 };
  const claims = { overpaidCentimes: 0, recoveredCentimes: 0, reopened: [] };
  const postings = posts({ 'pool:POOLT': 137_600, 'advances:C27': -72_000, 'member:P2': -65_600 });
  const back = {
    ...pool,
    lineId: 'TAK-POOLT',
    producerCode: 'P2',
    campaignId: 'C27',
    citesLineId: 'FIN-POOLT-P2',
    deliveries: [counted],
    ...sums,
    ...claims,
    netCentimes: -65_600,
    reason: 'early',
    postedOn: '2026-10-01',
    postings,
  };
  log.add('payments.account', 'P2', event('FinalShareTakenBack', back));
}
