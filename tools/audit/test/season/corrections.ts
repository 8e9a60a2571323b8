import { multiplyRatio } from '@oce/quantities';
import { deliver, graded, reverse, weighed } from './collection';
import { D1, D9, E1, E2, E3, E4, E5, E6, G1, G2, H1, H2 } from './deliveries';
import { event, posts, type LogBuilder } from './log-builder';
import * as pay from './payments';

const ON = '2026-10-01';

/** Reversals of every kind before a closing. */
export function corrections(log: LogBuilder): void {
  pay.declarePremium(log, 'P2', 'PR2', 20_000);
  deliver(log, E1);
  pay.advance(log, E1, pay.took('insurance', 'PR2', [20_000, 36_000, 18_000], 'floor'));
  reverse(log, E1);
  const reopened = [{ kind: 'insurance' as const, reference: 'PR2', amountCentimes: 18_000 }];
  const undone = { producerCode: 'P2', deliveryId: 'E1', grade: 'L', citesLineId: 'ADV-E1', reopened };
  const sums = { amountCentimes: -36_000, netCentimes: -18_000, claimCentimes: 0 };
  const premium = { producerCode: 'P2', premiumId: 'PR2', takenCentimes: -18_000, leftCentimes: 20_000 };
  const said = event('PremiumWithheld', { ...premium, lineId: 'COR-E1' });
  pay.correct(log, { lineId: 'COR-E1', ...undone, ...sums }, said);
  deliver(log, E2);
  pay.advance(log, E2, pay.took('insurance', 'PR2', [20_000, 72_000, 20_000]));
  deliver(log, E4);
  pay.advance(log, E4);
  reverse(log, E3);
  const about = { producerCode: 'P3', deliveryId: 'E3', grade: 'L', citesLineId: 'ADV-E3' };
  pay.correct(log, { lineId: 'COR-E3', ...about, amountCentimes: -18_000 });
  reverse(log, E4, E5);
  const counts = { deliveryId: 'E5', grade: 'V', payableGrams: 120_000, coefficientPpm: 1_000_000 };
  const recovery = pay.took('input_credit', 'COR-E3', [18_000, 2_160, 2_160], 'cap');
  pay.correct(log, {
    lineId: 'COR-E4',
    producerCode: 'P3',
    deliveryId: 'E4',
    grade: 'V',
    citesLineId: 'ADV-E4',
    basis: 'replacement',
    counts: { ...counts, advanceCentimes: 43_200 },
    amountCentimes: 7_200,
    settlement: pay.settled(7_200, recovery),
  });
  log.add('collection.delivery', 'E6', weighed(E6));
  log.add('collection.delivery', 'E6', graded(E6));
  reverse(log, E6);
  const voided = { producerCode: 'P1', deliveryId: 'E6', reason: 'tare' };
  log.add('payments.account', 'P1', event('DeliveryVoided', voided));
}

/** What comes after a closing: a replacement valued at the closed points, and two disputes. */
export function afterClosing(log: LogBuilder): void {
  reverse(log, D1, D9);
  const delta = (1_369_200 - 1_467_000) * 1_050_000;
  const counts = { deliveryId: 'D9', grade: 'EV', payableGrams: 1_369_200, coefficientPpm: 1_050_000 };
  pay.correct(log, {
    lineId: 'COR-D1',
    producerCode: 'P1',
    deliveryId: 'D1',
    grade: 'EV',
    citesLineId: 'ADV-D1',
    basis: 'replacement',
    counts: { ...counts, advanceCentimes: 492_912 },
    poolId: 'POOL1',
    campaignId: 'C26',
    pointsDelta: String(delta),
    amountCentimes: multiplyRatio(delta, 5_102_000, 7_872_310_000_000n),
  });
  dispute(log, 'P3', ['DIS1', 'FIN-POOL1-P3'], null);
  dispute(log, 'P2', ['DIS2', 'FIN-POOL1-P2'], 'COR-DIS2');
  pay.correct(log, {
    lineId: 'COR-DIS2',
    producerCode: 'P2',
    citesLineId: 'FIN-POOL1-P2',
    basis: 'dispute',
    poolId: 'POOL1',
    campaignId: 'C26',
    amountCentimes: 1_000,
    settlement: pay.settled(1_000),
  });
}

/** A credit and a premium that were booked wrong, taken back after lines had recovered them whole. */
export function claimsReversed(log: LogBuilder): void {
  const said = { reason: 'those of another', postedOn: '2026-10-01' };
  const credit = { kind: 'input_credit' as const, reference: 'IC1', amountCentimes: 240_000 };
  const toP1 = { lineId: 'REV-IC1', producerCode: 'P1', recoveredCentimes: 240_000, ...said };
  const fromSupplier = posts({ 'supplier:SUP1': -240_000, 'member:P1': 240_000 });
  log.add('payments.account', 'P1', event('ClaimReversed', { ...toP1, ...credit, postings: fromSupplier }));
  const premium = { kind: 'insurance' as const, reference: 'PR2', amountCentimes: 20_000 };
  const toP2 = { lineId: 'REV-PR2', producerCode: 'P2', recoveredCentimes: 20_000, ...said };
  const withheld = { producerCode: 'P2', premiumId: 'PR2', takenCentimes: -20_000, leftCentimes: 0 };
  log.add(
    'payments.account',
    'P2',
    event('ClaimReversed', {
      ...toP2,
      ...premium,
      postings: posts({ insurance: -20_000, 'member:P2': 20_000 }),
    }),
    event('PremiumWithheld', { ...withheld, lineId: 'REV-PR2' }),
  );
}

/** Raised by one person, and ended by another. */
function dispute(
  log: LogBuilder,
  producerCode: string,
  [disputeId, lineId]: readonly [string, string],
  correctionLineId: string | null,
): void {
  const about = { producerCode, disputeId, lineId };
  const raised = { ...about, reason: 'weight', disputedOn: '2026-10-01', disputedBy: 'clerk' };
  log.add('payments.account', producerCode, event('LineDisputed', raised));
  const outcome = correctionLineId === null ? ('rejected' as const) : ('upheld' as const);
  const ended = { outcome, correctionLineId, resolution: 'looked into', resolvedOn: '2026-10-01' };
  log.add('payments.account', producerCode, event('DisputeResolved', { ...about, ...ended }));
  const last = log.commits.at(-1);
  if (last) Object.assign(last, { actor: 'omar' });
}

/** An advance that nobody has paid yet, corrected twice: it is settled anew, as if it had been right from the start. */
export function settledAnew(log: LogBuilder): void {
  pay.grantCredit(log, 'P2', 20_000);
  deliver(log, G1);
  pay.advance(log, G1, pay.took('input_credit', 'IC1', [20_000, 10_800, 10_800], 'cap'));
  reverse(log, G1, G2);
  const back = (amountCentimes: number) => [
    { kind: 'input_credit' as const, reference: 'IC1', amountCentimes },
  ];
  const counts = { deliveryId: 'G2', grade: 'V', payableGrams: 50_000, coefficientPpm: 1_000_000 };
  pay.correct(log, {
    lineId: 'COR-G1',
    producerCode: 'P2',
    deliveryId: 'G1',
    grade: 'V',
    citesLineId: 'ADV-G1',
    basis: 'replacement',
    counts: { ...counts, advanceCentimes: 18_000 },
    amountCentimes: -18_000,
    netCentimes: 12_600 - 25_200,
    claimCentimes: 0,
    reopened: back(10_800),
    resettles: ['ADV-G1'],
    settlement: pay.settled(18_000, pay.took('input_credit', 'IC1', [20_000, 5_400, 5_400], 'cap')),
  });
  dispute(log, 'P2', ['DIS3', 'COR-G1'], 'COR-DIS3');
  pay.correct(log, {
    lineId: 'COR-DIS3',
    producerCode: 'P2',
    deliveryId: 'G2',
    grade: 'V',
    citesLineId: 'COR-G1',
    basis: 'dispute',
    amountCentimes: 3_600,
    netCentimes: 15_120 - 12_600,
    reopened: back(5_400),
    resettles: ['COR-G1', 'ADV-G1'],
    settlement: pay.settled(21_600, pay.took('input_credit', 'IC1', [20_000, 6_480, 6_480], 'cap')),
  });
}

/** A dispute about impurities, upheld by a counter-sample: the delivery is regraded, and the correction ends the dispute. */
export function regradedByDispute(log: LogBuilder): void {
  deliver(log, H1);
  pay.advance(log, H1);
  const about = { producerCode: 'P3', disputeId: 'DIS4', lineId: 'ADV-H1' };
  const raised = { ...about, reason: 'impurities', disputedOn: ON, disputedBy: 'clerk' };
  log.add('payments.account', 'P3', event('LineDisputed', raised));
  const sample = { sampleId: 'SH2', impuritiesPpm: 10_000, moisturePpm: 0 };
  const sheet = { deliveryId: 'H1', grade: 'V', sample, upheldBy: 'omar' };
  const upheld = { ...about, ...sheet, resolution: 'counter-sample', upheldOn: ON };
  log.add('payments.account', 'P3', event('QualityDisputeUpheld', upheld));
  const weighedAt = '2026-10-01T08:00:00.000Z';
  reverse(log, H1, H2, { grade: 'V', sample, weighedAt, lotId: null, upheldBy: 'omar' });
  const counts = { deliveryId: 'H2', grade: 'V', payableGrams: 100_000, coefficientPpm: 1_000_000 };
  const correction = {
    lineId: 'COR-H1',
    producerCode: 'P3',
    deliveryId: 'H1',
    grade: 'V',
    citesLineId: 'ADV-H1',
    basis: 'replacement' as const,
    counts: { ...counts, advanceCentimes: 36_000, price: pay.PRICE },
    amountCentimes: 792,
    netCentimes: 792,
    claimCentimes: 0,
    resettles: ['ADV-H1'],
    settlement: pay.settled(36_000),
  };
  pay.correct(log, correction);
  const ended = { outcome: 'upheld' as const, correctionLineId: 'COR-H1', resolution: 'counter-sample' };
  const resolved = event('DisputeResolved', {
    ...about,
    ...ended,
    resolvedOn: ON,
    regradedDeliveryId: 'H1',
  });
  const commit = log.commits.at(-1);
  if (!commit) return;
  const [type, data] = resolved;
  Object.assign(commit, {
    events: [{ type, v: 1, data }, ...commit.events],
    actor: 'policy:post-advance-on-grading',
  });
}

/** A member leaves: what is payable already meets what is left of the credit, 135.20. */
export function setOffAtDeparture(log: LogBuilder, payableCentimes: number): void {
  const left = { producerCode: 'P2', leftOn: ON };
  log.add('affiliation.producer', 'P2', event('ProducerLeft', { ...left, reason: 'moved' }));
  const credit = pay.took('input_credit', 'IC1', [13_520, payableCentimes, 13_520]);
  const about = { lineId: `SET-${ON}`, producerCode: 'P2' };
  const sums = { grossCentimes: payableCentimes, floorCentimes: 0, netCentimes: payableCentimes - 13_520 };
  const terms = { scheduleVersion: 'departure', claimsDueOn: ON, departedOn: ON };
  const settlement = { ...sums, ...terms, deductions: [credit] };
  const postings = posts({ 'member:P2': -13_520, 'input-credit:P2': 13_520 });
  const setOff = { ...about, settlement, netCentimes: -13_520, postedOn: ON, postings };
  const said = { ...about, reference: 'IC1', takenCentimes: 13_520, leftCentimes: 0 };
  log.add(
    'payments.account',
    'P2',
    event('MemberDeparted', left),
    event('DebtsSetOff', setOff),
    event('InputCreditRecovered', said),
  );
}
