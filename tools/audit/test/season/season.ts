import { sellBottles, sendHeld } from './bottles';
import { certifyTheGrowers } from './claims';
import { certify } from './control';
import type { RecordedCommit } from '@oce/event-sourcing';
import type { DataOf } from '../../src/events';
import * as cash from './cash';
import { affiliate, deliver, fillLot, turnAway, weighed } from './collection';
import {
  afterClosing,
  claimsReversed,
  corrections,
  regradedByDispute,
  setOffAtDeparture,
  settledAnew,
} from './corrections';
import { creditTakenBack } from './credits';
import { D1, D2, D3, E2, E3, E5, E7, E8, J1 } from './deliveries';
import { pressing } from './goods';
import { lateOfPool, withoutPoints } from './late';
import { event, LogBuilder, other, sealed } from './log-builder';
import * as pay from './payments';
import * as pools from './pools';
import * as sales from './sales';
import { takenBack } from './taken-back';
import { tryRecall } from './drills';
import * as transfers from './transfers';
import * as undoing from './undoing';

function intake(log: LogBuilder): void {
  pay.schedules(log);
  pay.grantCredit(log, 'P1', 240_000);
  pay.declarePremium(log, 'P1', 'PR1', 15_000);
  for (const one of [D1, D2, D3]) deliver(log, one);
  const premium = pay.took('insurance', 'PR1', [15_000, 528_120, 15_000]);
  pay.advance(log, D1, premium, pay.took('input_credit', 'IC1', [240_000, 158_436, 158_436], 'cap'));
  pay.advance(log, D2);
  pay.advance(log, D3);
  log.add('collection.delivery', 'E7', weighed(E7));
  const { tareGrams: _tare, ...refused } = { ...E7, deliveryId: 'E7', stationId: 'ST1', producerCode: 'P1' };
  const netGrams = 20_000;
  log.add('collection.delivery', 'E7', event('DeliveryRefused', { ...refused, netGrams, reason: 'mouldy' }));
  log.add('collection.delivery', 'E8', weighed(E8));
}

const LOTS: sales.Lots = {
  L1: ['C26', 'EV', 1_500_000],
  L2: ['C26', 'V', 4_020_000],
  L3: ['C26', 'L', 2_513_000],
};
const TRACEABLE: sales.Lots = { LT: ['C27', 'V', 200_000] };

function selling(log: LogBuilder): void {
  fillLot(log, 'L1', [D1]);
  fillLot(log, 'L2', [D2]);
  fillLot(log, 'L3', [D3]);
  fillLot(log, 'LT', [E2]);
  turnAway(log, 'LT', E5);
  sales.signContract(log, 'K1', 'pooled', 'C26');
  sales.signContract(log, 'K2', 'traceable', 'C27');
  sales.offer(log, LOTS, 'pooled');
  sales.offer(log, TRACEABLE, 'traceable');
  const lines = Object.keys(LOTS).map((lotId) => sales.lineOf(LOTS, lotId));
  const first = { orderId: 'O1', contractId: 'K1', kind: 'pooled' as const, lines };
  sales.place(log, first);
  const invoice = sales.bill(log, first, 1);
  sales.credit(log, first, invoice, 'L3', 100_750);
  sales.receive(log, first, [invoice, 'PR-1'], { L1: 774_193, L2: 2_074_839, L3: 1_150_968 });
  const rest = { L1: 425_807, L2: 1_141_161, L3: 633_032 };
  undoing.receiveTooMuch(log, first, [invoice, 'PR-0'], rest, 5_000, 5_000);
  const toTheBank = { into: 'bank', balanceCentimes: 5_000, after: 0 } as const;
  undoing.reverse(log, first, [invoice, 'PR-0'], rest, toTheBank);
  sales.receive(log, first, [invoice, 'PR-2'], rest, true);
  undoing.receiveTooMuch(log, first, [invoice, 'PR-6'], {}, 10_000, 10_000);
  undoing.refund(log, 'R-1', 4_000, 6_000);
  undoing.comeBack(log, 'R-1', 4_000, 10_000);
  const traceable = { contractId: 'K2', kind: 'traceable' as const, lines: [sales.lineOf(TRACEABLE, 'LT')] };
  const tooMuch = { ...traceable, orderId: 'O2', lines: [sales.lineOf(TRACEABLE, 'LT', 300_000)] };
  const { lines: wanted, ...parties } = { ...tooMuch, buyerId: 'B1', buyerReference: null, paymentDays: 30 };
  const order = {
    ...parties,
    lines: wanted,
    amountCentimes: 240_000,
    vatCentimes: 0,
    placedOn: '2026-10-03',
  };
  log.add('sales.order', 'O2', event('OrderPlaced', order));
  const refused = { orderId: 'O2', buyerId: 'B1', lines: [], reason: 'lot_weight_exceeded', detail: '' };
  log.add('sales.order', 'O2', event('OrderRefused', refused));
  const cancelled = { ...traceable, orderId: 'O3' };
  sales.place(log, cancelled);
  const end = { orderId: 'O3', buyerId: 'B1', lines: [], reason: 'rain', cancelledOn: '2026-10-04' };
  log.add('sales.order', 'O3', event('OrderCancelled', end));
  sales.release(log, cancelled, 200_000);
  const second = { ...traceable, orderId: 'O4' };
  sales.place(log, second);
  const other = sales.bill(log, second, 2);
  undoing.setOff(log, second, [other, 'SO-1'], 9_000, 1_000);
  const back = { into: 'balance', balanceCentimes: 0, after: 10_000 } as const;
  undoing.reverse(log, second, [other, 'SO-1'], { LT: 9_000 }, back);
  sales.receive(log, second, [other, 'PR-3'], { LT: 160_000 }, true);
}

function sharing(log: LogBuilder): void {
  const first = {
    poolId: 'POOL1',
    kind: 'pooled' as const,
    campaignId: 'C26',
    productId: 'OLIVES',
    grades: ['EV', 'V', 'L'],
    lotIds: null,
  };
  pools.openPool(log, first);
  const invoice = 'F-2026-000001';
  pools.pool(log, 'POOL1', ['PR-1', invoice], {
    L1: ['EV', 774_193],
    L2: ['V', 2_074_839],
    L3: ['L', 1_150_968],
  });
  pools.pool(log, 'POOL1', ['PR-0', invoice], {
    L1: ['EV', 425_807],
    L2: ['V', 1_141_161],
    L3: ['L', 633_032],
  });
  pools.pool(log, 'POOL1', ['PR-0:REV-PR-0', invoice], {
    L1: ['EV', -425_807],
    L2: ['V', -1_141_161],
    L3: ['L', -633_032],
  });
  pools.pool(log, 'POOL1', ['PR-2', invoice], {
    L1: ['EV', 425_807],
    L2: ['V', 1_141_161],
    L3: ['L', 633_032],
  });
  pools.charge(log, 'POOL1', 'freight', 210_000);
  const charges = [
    ['milling', 640_000] as const,
    ['freight', 210_000] as const,
    ['commission', 248_000] as const,
  ];
  const worked = [[D1, 998_292] as const, [D2, 2_605_340] as const, [D3, 1_498_368] as const];
  const [one, two, three] = pools.closePool(log, first, 6_200_000, charges, worked);
  const value = { distributableCentimes: 5_102_000, points: '7872310000000' };
  const scope = { poolId: 'POOL1', campaignId: 'C26', ...value };
  const credit = pay.took('input_credit', 'IC1', [81_564, 141_051, 81_564]);
  if (one) pools.finalShare(log, scope, one, 528_120, credit);
  if (two) pools.finalShare(log, scope, two, 1_447_200);
  const claim = pay.took('input_credit', 'COR-E3', [15_840, 178_106, 15_840]);
  if (three) pools.finalShare(log, scope, three, 904_680, claim);
}

/** A traceable lot settles with its own members. */
function sharingTraceable(log: LogBuilder): void {
  const lot = {
    poolId: 'POOLT',
    kind: 'traceable' as const,
    campaignId: 'C27',
    productId: 'OLIVES',
    grades: ['V'],
    lotIds: ['LT'],
  };
  pools.openPool(log, lot);
  pools.pool(log, 'POOLT', ['SO-1', 'F-2026-000002'], { LT: ['V', 9_000] });
  pools.pool(log, 'POOLT', ['SO-1:REV-SO-1', 'F-2026-000002'], { LT: ['V', -9_000] });
  pools.pool(log, 'POOLT', ['PR-3', 'F-2026-000002'], { LT: ['V', 160_000] });
  const own = [['milling', 16_000] as const, ['commission', 6_400] as const];
  const [only] = pools.closePool(log, lot, 160_000, own, [[E2, 137_600]]);
  const traced = {
    poolId: 'POOLT',
    campaignId: 'C27',
    distributableCentimes: 137_600,
    points: '200000000000',
  };
  if (only) pools.finalShare(log, traced, only, 72_000);
}

function bankDetails(log: LogBuilder): void {
  const hash = { producerCode: 'P1', ribHash: 'a1' };
  const proposed = {
    ...hash,
    rib: sealed('P1'),
    proposedBy: 'anna',
    proposedOn: '2026-09-01',
    isChange: false,
    isShared: false,
  };
  const approved = {
    ...hash,
    replacedHash: null,
    approvedBy: 'omar',
    approvedOn: '2026-09-02',
    shareReason: null,
  };
  log.add('payments.claim', 'rib--a1', other('ClaimTaken', { holder: 'P1', purpose: 'rib' }));
  log.add('payments.bank-details', 'P1', event('BankDetailsProposed', proposed));
  log.add('payments.bank-details', 'P1', event('BankDetailsApproved', approved));
}

/** A small season in which everything happens that the audit has a rule for, and nothing is wrong. */
export function soundSeason(): RecordedCommit[] {
  const log = new LogBuilder();
  affiliate(log);
  log.add('affiliation.idempotency-key', 'a2V5', event('IdempotencyKeyUsed', { requestHash: 'cmVxdWVzdA' }));
  bankDetails(log);
  intake(log);
  deliver(log, E3);
  pay.advance(log, E3);
  const first = [
    transfers.transferOf('B1', 'P1', 354_684, ['ADV-D1']),
    transfers.transferOf('B1', 'P2', 1_447_200, ['ADV-D2']),
    transfers.transferOf('B1', 'P3', 922_680, ['ADV-D3', 'ADV-E3']),
  ];
  transfers.prepare(log, 'B1', first);
  transfers.issue(log, 'B1', first, first.slice(1, 2));
  for (const one of [first[0], first[2]]) if (one) transfers.answer(log, 'B1', one, 'executed');
  transfers.suspend(log, 'P2');
  corrections(log);
  selling(log);
  sharing(log);
  sharingTraceable(log);
  transfers.restore(log, 'P2');
  const one = transfers.transferOf('B2', 'P1', 388_608, ['FIN-POOL1-P1']);
  const two = transfers.transferOf('B2', 'P2', 1_499_200, ['ADV-D2', 'ADV-E2']);
  transfers.prepare(log, 'B2', [one, two]);
  transfers.issue(log, 'B2', [one, two]);
  transfers.answer(log, 'B2', one, 'rejected');
  transfers.answer(log, 'B2', two, 'executed');
  transfers.answer(log, 'B2', two, 'returned');
  afterClosing(log);
  lateOfPool(log);
  withoutPoints(log);
  takenBack(log);
  claimsReversed(log);
  settledAnew(log);
  regradedByDispute(log);
  pressing(log);
  const refused = [transfers.transferOf('B3', 'P1', 388_608, ['FIN-POOL1-P1'])];
  transfers.prepare(log, 'B3', refused);
  log.add(
    'payments.transfer-batch',
    'B3',
    event('TransferBatchRefused', { batchId: 'B3', transfers: refused, refusedBy: 'omar', reason: 'later' }),
  );
  for (const line of refused) transfers.decline(log, line);
  const unsent = [transfers.transferOf('B4', 'P1', 388_608, ['FIN-POOL1-P1'])];
  transfers.prepare(log, 'B4', unsent);
  transfers.issue(log, 'B4', unsent);
  transfers.cancel(log, 'B4', unsent);
  const disputed = transfers.transferOf('B6', 'P1', 388_608, ['FIN-POOL1-P1']);
  const kept = transfers.transferOf('B6', 'P2', 1_499_200, ['ADV-D2', 'ADV-E2']);
  transfers.prepare(log, 'B6', [disputed, kept]);
  transfers.approve(log, 'B6');
  transfers.withdraw(log, 'B6', disputed);
  transfers.issue(log, 'B6', [disputed, kept], [disputed], [disputed]);
  const second = { contractId: 'K2', kind: 'traceable' as const, orderId: 'O4' };
  creditTakenBack(log, { ...second, lines: [sales.lineOf(TRACEABLE, 'LT')] }, 'F-2026-000002');
  setOffAtDeparture(log, 1_334_971);
  cash.openCounter(log);
  for (const [id, end] of [['C1', 'cancelled'] as const, ['C2', 'expired'] as const, ['C3', 'paid'] as const])
    cash.cash(log, id, ['FIN-POOL1-P1'], 388_608, end);
  heldErasure(log);
  sellBottles(log);
  sendHeld(log);
  certify(log, 'LX');
  certifyTheGrowers(log);
  tryRecall(log);
  paySupplement(log);
  deliver(log, J1);
  pay.buy(log, J1, pay.took('input_credit', 'COR-D1', [50_378, 15_000, 15_000], 'cap'));
  return log.commits;
}

/** A part of a supplement has one id on every account: each is paid on its own. */
function paySupplement(log: LogBuilder): void {
  const lines = log.commits
    .flatMap(({ events }) => events)
    .filter(({ type }) => type === 'SupplementPosted')
    .map(({ data }) => data as DataOf<'SupplementPosted'>)
    .filter(({ number, poolId }) => number === 1 && poolId === 'POOL1')
    .filter(({ producerCode }) => producerCode !== 'P1')
    .map(({ producerCode, lineId, settlement }) =>
      transfers.transferOf('B5', producerCode, settlement.netCentimes, [lineId]),
    );
  transfers.prepare(log, 'B5', lines);
  transfers.issue(log, 'B5', lines);
  for (const line of lines) transfers.answer(log, 'B5', line, 'executed');
}

/** Somebody with money open asks to be forgotten, and waits. */
function heldErasure(log: LogBuilder): void {
  const asked = { personId: 'P3', requestedOn: '2026-10-20', reason: 'asked' };
  log.add('affiliation.producer', 'P3', event('ErasureRequested', asked));
  // The final share, 5,778.48; the advance on F1, 3,600.00; E4 and its correction, 410.40; the part of the supplement,
  // 809.25; the advance on H1 and its correction, 360.00. E5 and H2 have no pool yet.
  const holds = [
    { kind: 'balance' as const, count: 7, amountCentimes: 577_848 + 360_000 + 41_040 + 80_925 + 36_000 },
    { kind: 'open_share' as const, count: 2, amountCentimes: null },
  ];
  const held = { producerCode: 'P3', holds, awaited: [], heldOn: '2026-10-20' };
  log.add('payments.account', 'P3', event('ErasureHeld', held));
}
