import { command } from '@oce/testing';
import { after, deductions, graded, granted, P, reversed, shared } from '../../test/accounts';
import type { AccountEvent } from '../account/domain/account.events';
import type { CashDispositionDocument } from '../cash/reads/cash-dispositions';
import { cashStep } from './reads/explain-cash';
import { correctionStep } from './reads/explain-corrections';
import type { Step } from './reads/explain-tree';
import { arrearsSteps, supplementStep } from './reads/explain-supplements';
import { takenBackStep } from './reads/explain-taken-back';

const NO_TICKETS = new Map();
const anew = after(...granted, graded(), reversed('D1', 'D1B'), reversed('D1B', 'D1C', 1_267_000));
const corrections = anew.flatMap((event) => (event.type === 'CorrectionPosted' ? [event.data] : []));
const sumsOf = ({ sums }: Step) => sums.map(({ what, posted, holds }) => [what, posted, holds]);

describe('the explanation of cash at a counter', () => {
  const cash: CashDispositionDocument = {
    dispositionId: 'C1',
    transferId: 'CASH_C1',
    endToEndId: 'CSH-1',
    producerCode: P,
    amountCentimes: 354_684,
    lineIds: ['ADV-D1'],
    counterId: 'G-SEFROU',
    counterName: 'Guichet de Sefrou',
    counterPlace: 'Sefrou',
    insteadOfSuspended: false,
    status: 'paid',
    preparedBy: 'staff:amal',
    preparedOn: '2026-10-01',
    payableUntil: '2026-10-31',
    approvedBy: 'staff:badr',
    receiptNumber: 'R000451',
    paidBy: 'staff:said',
    paidOn: '2026-10-05',
    reason: null,
  };
  const lines = after(...granted, graded()).filter((event) => event.type === 'AdvancePosted');

  it('case 2: names the counter, the three persons and the receipt, and its lines come to 3,546.84', () => {
    expect(cashStep(cash, lines)).toMatchObject({
      kind: 'cash',
      id: 'C1',
      facts: {
        counterName: 'Guichet de Sefrou',
        preparedBy: 'staff:amal',
        approvedBy: 'staff:badr',
        paidBy: 'staff:said',
        receiptNumber: 'R000451',
      },
      sums: [
        { what: 'lines', posted: 1, holds: true },
        { what: 'nets of the lines', posted: 354_684, fromParts: 354_684, holds: true },
      ],
    });
  });

  it('says where it is not the sum of its lines', () => {
    const { sums } = cashStep({ ...cash, amountCentimes: 354_685 }, lines);
    expect(sums.map(({ holds }) => holds)).toEqual([true, false]);
  });
});

describe('the explanation of a correction that settles lines anew', () => {
  it('case 2: 100 kg too much, found before the payout, lower the net from 3,546.84 to 3,294.84', () => {
    const [first] = corrections;
    if (!first) throw new Error('no correction');
    const step = correctionStep(first, anew, NO_TICKETS);
    expect(step.facts).toMatchObject({ settledAnew: 'ADV-D1' });
    expect(sumsOf(step)).toEqual([
      ['change less claim and deductions', 329_484 - 354_684, true],
      ['settled anew, less what the lines had', 329_484 - 354_684, true],
    ]);
  });

  it('counts the corrections before it, and marks a net that is another', () => {
    const last = corrections.at(-1);
    if (!last) throw new Error('no correction');
    expect(last.resettles?.length).toBeGreaterThan(1);
    expect(correctionStep(last, anew, NO_TICKETS).sums.every(({ holds }) => holds)).toBe(true);
    const wrong = { ...last, netCentimes: last.netCentimes + 1 };
    expect(correctionStep(wrong, anew, NO_TICKETS).sums.map(({ holds }) => holds)).toEqual([false, false]);
  });
});

describe('the explanation of a supplement', () => {
  const posted: AccountEvent[] = after(
    ...granted,
    graded(),
    shared(),
    command('PostSupplement', {
      producerCode: P,
      poolId: 'POOL-1',
      campaignId: 'OLIVE-2026',
      number: 1,
      deliveries: [],
      points: '1540350000000',
      poolValue: { distributableCentimes: 5_102_000, points: '7872310000000' },
      shareCentimes: 19_567,
      lateCentimes: 0,
      deductions,
    }),
  );
  const line = posted.find((event) => event.type === 'SupplementPosted');
  const S_1 = {
    supplementId: 'S-1',
    number: 1,
    distributedCentimes: 100_000,
    sharedCentimes: 100_000,
    points: '7872310000000',
    members: 3,
    lateDeliveries: 0,
    distributedOn: '2027-03-01',
  };

  it('is its share less the advances it meets, and names the distribution that it is a part of', () => {
    if (!line) throw new Error('no supplement');
    const distribution = S_1;
    const step = supplementStep(line.data, { distribution, hasLateGoods: false }, NO_TICKETS);
    expect(sumsOf(step)).toEqual([
      ['points x value of a point', 19_567, true],
      ['share less advances met', 19_567, true],
      ['gross less deductions', 19_567, true],
    ]);
    // 1,000.00 over 7,872.31 points.
    const facts = { members: 3, pointValueMicros: 127_028, metFirstCentimes: 0 };
    expect(step.parts).toMatchObject([{ kind: 'distribution', id: 'S-1', facts }]);
    const unknown = { distribution: undefined, hasLateGoods: false };
    expect(supplementStep(line.data, unknown, NO_TICKETS).parts).toEqual([]);
  });

  it('holds for the exact share and the centime of a largest remainder, and for no other', () => {
    if (!line) throw new Error('no supplement');
    const distribution = { ...S_1, distributedCentimes: 110_000 };
    const held = (shareCentimes: number, hasLateGoods = false) =>
      supplementStep({ ...line.data, shareCentimes }, { distribution, hasLateGoods }, NO_TICKETS).sums[0]
        ?.holds;
    // 1,540.35 points of 7,872.31 are 195.66 and a part of a centime.
    expect([19_565, 19_566, 19_567, 19_568].map((one) => held(one))).toEqual([false, true, true, false]);
    // Late goods may have had of the 100.00 that were met first, and nothing beyond.
    expect([19_565, 19_566, 29_567, 29_568].map((one) => held(one, true))).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  it('says what the end of the pool has left of it to the member', () => {
    const steps = arrearsSteps(after(graded({ endedPoolId: 'POOL-1' })), () => true);
    expect(steps).toMatchObject([
      {
        kind: 'arrears_settled',
        id: 'POOL-1',
        facts: { arrearsCentimes: 0, advancesCentimes: 528_120, deliveries: ['D1'] },
        sums: [{ what: 'advances that OCE bears', holds: true }],
      },
    ]);
    expect(arrearsSteps(after(graded({ endedPoolId: 'POOL-1' })), () => false)).toEqual([]);
  });
});

describe('the explanation of a line that takes another one back', () => {
  const about = { producerCode: P, poolId: 'POOL-1' };
  const counted = [{ deliveryId: 'D1', grade: 'extra', payableGrams: 1_467_000, coefficientPpm: 1_050_000 }];
  const closing = after(
    ...granted,
    graded(),
    shared(),
    reversed('D1', 'D1-B'),
    command('HoldFinalShare', { ...about, takeBackId: 'TB-1', attempt: 'A-1', numbers: [] }),
    command('TakeBackFinalShare', {
      ...about,
      campaignId: 'OLIVE-2026',
      attempt: 'A-1',
      reason: 'an invoice was forgotten',
      share: { shareCentimes: 998_292, deliveries: counted },
      parts: [],
      weighings: [],
      deductions,
      published: [deductions],
    }),
  );

  it('is what that line gave, and its net: case 4 and case 5 taken back', () => {
    const share = closing.find((event) => event.type === 'FinalShareTakenBack');
    const correction = closing.find((event) => event.type === 'CorrectionTakenBack');
    if (!share || !correction) throw new Error('nothing taken back');
    expect(sumsOf(takenBackStep(share, closing))).toEqual([
      ['share less advances', 470_172, true],
      ['what it gave, given back', -388_608, true],
      ['net of the line, given back', -388_608, true],
    ]);
    expect(takenBackStep(correction, closing)).toMatchObject({
      kind: 'correction_taken_back',
      facts: { citesLineId: 'COR-D1', amountCentimes: -68_050 },
      sums: [{ holds: true }, { holds: true }],
    });
    const wrong = { ...correction, data: { ...correction.data, netCentimes: 1 } };
    expect(takenBackStep(wrong, closing).sums.map(({ holds }) => holds)).toEqual([false, false]);
  });
});
