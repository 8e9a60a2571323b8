import { payableOf } from './collection';
import { E2 } from './deliveries';
import { event, posts, type LogBuilder } from './log-builder';
import * as pay from './payments';

const POOL = { poolId: 'POOLT', campaignId: 'C27' };
const ON = '2026-10-01';
const POINTS = '200000000000';
const [FIN, COR, SUP] = ['FIN-POOLT-P2', 'COR-DIS9', 'SUP-POOLT-1'] as const;
const line = { producerCode: 'P2', ...POOL };
const counted = { deliveryId: 'E2', grade: 'V', payableGrams: payableOf(E2), coefficientPpm: 1_000_000 };

/**
 * The settlement of the traceable lot is taken back, for nothing of it was paid out: 4.00 that a dispute had found too much in the
 * share, what that had freed and a supplement had shared, and the share itself.
 */
export function takenBack(log: LogBuilder): void {
  disputedShare(log);
  supplement(log);
  const pool = { poolId: 'POOLT', attempt: 'A-POOLT' };
  const begun = { ...pool, takeBackId: 'TB-1', reason: 'early' };
  log.add('payments.pool', 'POOLT', event('ClosingTakeBackBegun', begun));
  for (const lineId of [FIN, COR, SUP]) {
    const held = { producerCode: 'P2', poolId: 'POOLT', lineId, takeBackId: 'TB-1' };
    log.add('payments.account', 'P2', event('FinalShareHeld', held));
  }
  const scope = {
    kind: 'traceable' as const,
    campaignId: 'C27',
    productId: 'OLIVES',
    grades: ['V'],
    lotIds: ['LT'],
  };
  const days = { closedOn: ON, takenBackOn: ON, reason: 'early', logPosition: log.commits.length };
  const charges = posts({ 'pool:POOLT': 22_400, milling: -16_000, commission: -6_400 });
  const back = { ...pool, ...scope, ...days, postings: charges };
  log.add('payments.pool', 'POOLT', event('ClosingTakenBack', back));
  log.add('payments.account', 'P2', supplementBack(), correctionBack(), shareBack());
}

/** Upheld: the share had given 4.00 too much, which is a claim, and free in the pool. */
function disputedShare(log: LogBuilder): void {
  const about = { producerCode: 'P2', disputeId: 'DIS9', lineId: FIN };
  const raised = { ...about, reason: 'weight', disputedOn: ON, disputedBy: 'clerk' };
  log.add('payments.account', 'P2', event('LineDisputed', raised));
  const ended = { outcome: 'upheld' as const, correctionLineId: COR, resolution: 'looked into' };
  const correction = {
    ...line,
    lineId: COR,
    citesLineId: FIN,
    deliveryId: null,
    grade: null,
    basis: 'dispute' as const,
    counts: null,
    pointsDelta: '0',
    amountCentimes: -400,
    netCentimes: 0,
    claimCentimes: 400,
    reopened: [],
    resettles: [],
    settlement: null,
    reason: 'looked into',
    postedOn: ON,
    postings: posts({ 'pool:POOLT': 400, 'input-credit:P2': -400 }),
  };
  const resolved = event('DisputeResolved', { ...about, ...ended, resolvedOn: ON });
  log.add('payments.account', 'P2', resolved, event('CorrectionPosted', correction));
  const last = log.commits.at(-1);
  if (last) Object.assign(last, { actor: 'omar' });
  const told = { poolId: 'POOLT', producerCode: 'P2', lineId: COR, amountCentimes: -400, postings: [] };
  log.add('payments.pool', 'POOLT', event('CorrectionTaken', told));
}

/** What was free is shared, and 30 % of it meets the claim. */
function supplement(log: LogBuilder): void {
  const part = { producerCode: 'P2', points: POINTS, shareCentimes: 400, deliveries: [] };
  const shares = [{ ...part, lateCentimes: 0, arrearsCentimes: 0 }];
  const fixed = { poolId: 'POOLT', attempt: 'S-POOLT', chunk: 1, of: 1, shares };
  log.add('payments.pool', 'POOLT', event('SupplementFixed', fixed));
  const distributed = {
    ...POOL,
    kind: 'traceable' as const,
    supplementId: 'SUP-POOLT',
    number: 1,
    attempt: 'S-POOLT',
    distributedCentimes: 400,
    sharedCentimes: 400,
    points: POINTS,
    members: 1,
    lateDeliveries: 0,
    arrearsCentimes: 0,
    restCentimes: 0,
    logPosition: log.commits.length,
    distributedOn: ON,
  };
  log.add('payments.pool', 'POOLT', event('SupplementDistributed', distributed));
  const settlement = pay.settled(400, pay.took('input_credit', COR, [400, 120, 120], 'cap'));
  const posted = {
    ...line,
    lineId: SUP,
    number: 1,
    deliveries: [],
    poolValue: { distributableCentimes: 137_600, points: POINTS },
    points: POINTS,
    shareCentimes: 400,
    advancesCentimes: 0,
    complementCentimes: 400,
    overpaidCentimes: 0,
    unmetCentimes: 0,
    settlement,
    postedOn: ON,
    postings: posts({ 'pool:POOLT': -400, 'member:P2': 280, 'input-credit:P2': 120 }),
  };
  const said = { producerCode: 'P2', reference: COR, takenCentimes: 120, leftCentimes: 280, lineId: SUP };
  const recovered = event('InputCreditRecovered', said);
  log.add('payments.account', 'P2', event('SupplementPosted', posted), recovered);
}

const back = { ...line, attempt: 'A-POOLT', recoveredCentimes: 0, reason: 'early', postedOn: ON };

const supplementBack = () =>
  event('SupplementTakenBack', {
    ...back,
    lineId: 'TAK-POOLT',
    citesLineId: SUP,
    number: 1,
    deliveries: [],
    shareCentimes: 400,
    advancesCentimes: 0,
    complementCentimes: 400,
    overpaidCentimes: 0,
    netCentimes: -280,
    reopened: [{ kind: 'input_credit', reference: COR, amountCentimes: 120 }],
    postings: posts({ 'pool:POOLT': 400, 'member:P2': -280, 'input-credit:P2': -120 }),
  });

const correctionBack = () =>
  event('CorrectionTakenBack', {
    ...back,
    lineId: 'TAK-POOLT-2',
    citesLineId: COR,
    deliveryId: null,
    grade: null,
    basis: 'dispute',
    counts: null,
    amountCentimes: -400,
    claimCentimes: 400,
    netCentimes: 0,
    reopened: [],
    postings: posts({ 'pool:POOLT': -400, 'input-credit:P2': 400 }),
  });

const shareBack = () =>
  event('FinalShareTakenBack', {
    ...back,
    lineId: 'TAK-POOLT-3',
    citesLineId: FIN,
    deliveries: [counted],
    shareCentimes: 137_600,
    advancesCentimes: 72_000,
    complementCentimes: 65_600,
    overpaidCentimes: 0,
    netCentimes: -65_600,
    reopened: [],
    postings: posts({ 'pool:POOLT': 137_600, 'advances:C27': -72_000, 'member:P2': -65_600 }),
  });
