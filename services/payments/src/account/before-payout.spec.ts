import { command, given } from '@oce/testing';
import fc from 'fast-check';
import { advanceOn } from '../pool/domain/settlement/delivery-value';
import {
  after,
  balances,
  deductions,
  graded,
  granted,
  P,
  price,
  reversed,
  stateAfter,
} from '../../test/accounts';
import { accountAggregate } from './domain/account';
import type { AccountCommand } from './domain/account.commands';

const facts = { deductions, published: [deductions] };
const disputed = (lineId = 'ADV-D1', disputeId = 'L-1'): AccountCommand =>
  command('DisputeLine', { producerCode: P, disputeId, lineId, reason: 'weight' });
const upheld = (amountCentimes: number, disputeId = 'L-1'): AccountCommand => ({
  ...command(
    'ResolveDispute',
    {
      producerCode: P,
      disputeId,
      outcome: 'upheld' as const,
      resolution: 'weighed again',
      amountCentimes,
    },
    { actor: 'staff:badr' },
  ),
  facts,
});
const claims = (amounts: { credit: number; premium: number }): AccountCommand[] => [
  { ...granted[0]!, data: { ...granted[0]!.data, amountCentimes: amounts.credit } } as AccountCommand,
  { ...granted[1]!, data: { ...granted[1]!.data, amountCentimes: amounts.premium } } as AccountCommand,
];
const grossOf = (grams: number) => advanceOn(grams, price).grossCentimes;
const regraded = (byId: string, grams: number, pricePerKgCentimes: number, deliveryId = 'D1') =>
  command('PostCorrection', {
    producerCode: P,
    deliveryId,
    reason: 'counter-sample',
    ...facts,
    replacement: {
      deliveryId: byId,
      payableGrams: grams,
      regraded: { grade: 'virgin', price: { ...price, pricePerKgCentimes } },
    },
  });

/** What the account has come to: the ledger, what is left of each claim, and what may be paid out now. */
function outcome(...commands: readonly AccountCommand[]) {
  const { claims: owed, payableCentimes } = stateAfter(...commands);
  const left = [...owed.values()].map(({ reference, leftCentimes }) => [reference, leftCentimes]);
  return { balances: balances(after(...commands)), left, payableCentimes };
}

const grams = fc.nat({ max: 5_000_000 });
const amounts = fc.record({
  credit: fc.integer({ min: 1, max: 600_000 }),
  premium: fc.integer({ min: 1, max: 60_000 }),
});

describe('an advance corrected before its payout', () => {
  it('case 2: weighed 100 kg too much it pays 3,294.84 at once, and nothing is claimed later', () => {
    const past = after(...granted, graded(), reversed('D1', 'D1B'));
    const posted = past.find((one) => one.type === 'CorrectionPosted');
    // 4,921.20 less 150.00 of insurance and 1,476.36 of input credit is 3,294.84, where 3,546.84 had been posted.
    expect(posted?.data).toMatchObject({
      amountCentimes: -36_000,
      netCentimes: 329_484 - 354_684,
      claimCentimes: 0,
      reopened: [
        { kind: 'insurance', reference: 'PRM-1', amountCentimes: 15_000 },
        { kind: 'input_credit', reference: 'CR-1', amountCentimes: 158_436 },
      ],
      resettles: ['ADV-D1'],
      settlement: { grossCentimes: 492_120, netCentimes: 329_484 },
    });
    const said = past
      .slice(-3)
      .map(({ type, data }) => [type, (data as { takenCentimes: number }).takenCentimes]);
    expect(said).toEqual([
      ['PremiumWithheld', -15_000],
      ['PremiumWithheld', 15_000],
      ['InputCreditRecovered', 147_636],
    ]);
  });

  it('comes to the centime to what it would be, had it been right from the start, in whichever way', () => {
    fc.assert(
      fc.property(amounts, grams, grams, fc.boolean(), (owed, wrong, right, isLast) => {
        const before = [...claims(owed), graded({ deliveryId: 'D0', payableGrams: 300_000 })];
        const next = isLast ? [] : [graded({ deliveryId: 'D2', payableGrams: 700_000 })];
        const wanted = outcome(...before, graded({ payableGrams: right }), ...next);
        const posted = [...before, graded({ payableGrams: wrong })];
        expect(outcome(...posted, reversed('D1', 'D1B', right), ...next)).toEqual(wanted);
        const change = grossOf(right) - grossOf(wrong);
        if (change !== 0) expect(outcome(...posted, disputed(), upheld(change), ...next)).toEqual(wanted);
      }),
    );
  });

  it('comes to the same after any number of corrections, the grade among them', () => {
    const steps = fc.array(
      fc.record({ weight: grams, pricePerKgCentimes: fc.integer({ min: 1, max: 900 }) }),
      {
        minLength: 1,
        maxLength: 4,
      },
    );
    fc.assert(
      fc.property(amounts, steps, fc.boolean(), (owed, all, isDisputedFirst) => {
        const corrections = all.map(({ weight, pricePerKgCentimes }, at) =>
          regraded(`D1-R${at + 1}`, weight, pricePerKgCentimes, at === 0 ? 'D1' : `D1-R${at}`),
        );
        const first = isDisputedFirst ? [disputed(), upheld(5_000)] : [];
        const { weight, pricePerKgCentimes } = all.at(-1) ?? { weight: 0, pricePerKgCentimes: 0 };
        const right = graded({ payableGrams: weight, price: { ...price, pricePerKgCentimes } });
        expect(outcome(...claims(owed), graded(), ...first, ...corrections)).toEqual(
          outcome(...claims(owed), right),
        );
      }),
    );
  });

  it('is settled under the schedule of its weighing, not under that of the day of the correction', () => {
    const other = { version: 'DEDUCTION-2', capsPpm: deductions.capsPpm, floorPpm: 900_000 };
    const later = command('PostCorrection', {
      producerCode: P,
      deliveryId: 'D1',
      reason: 'wrong tare',
      deductions: other,
      published: [other, deductions],
      replacement: { deliveryId: 'D1B', payableGrams: 1_367_000 },
    });
    expect(outcome(...granted, graded(), later)).toEqual(
      outcome(...granted, graded(), reversed('D1', 'D1B')),
    );
  });

  it('with a dispute ends it: the line that it was about is settled anew', () => {
    const past = after(graded(), disputed(), reversed('D1', 'D1B'));
    expect(past.map(({ type }) => type).slice(-2)).toEqual(['DisputeResolved', 'CorrectionPosted']);
    expect(stateAfter(graded(), disputed(), reversed('D1', 'D1B')).payableCentimes).toBe(492_120);
  });

  it('is paid out right, all its lines in one transfer', () => {
    const past = after(...granted, graded(), reversed('D1', 'D1B'));
    const payout = { producerCode: P, transferId: 'T1', endToEndId: 'E1' };
    const lineIds = ['ADV-D1', 'COR-D1'];
    given(accountAggregate, past)
      .when(command('ReservePayout', { ...payout, amountCentimes: 354_684, lineIds: ['ADV-D1'] }))
      .thenRefused('payable_changed');
    expect(
      given(accountAggregate, past)
        .when(command('ReservePayout', { ...payout, amountCentimes: 329_484, lineIds }))
        .events(),
    ).toHaveLength(1);
  });

  it('claims the difference once a part of it is on its way', () => {
    const reserve = command('ReservePayout', {
      producerCode: P,
      transferId: 'T1',
      endToEndId: 'E1',
      amountCentimes: 528_120,
      lineIds: ['ADV-D1'],
    });
    const past = after(graded(), reserve, disputed(), upheld(-10_000));
    expect(past.at(-1)).toMatchObject({ data: { netCentimes: 0, claimCentimes: 10_000, resettles: [] } });
    const again = after(graded(), reserve, disputed(), upheld(-10_000), reversed('D1', 'D1B'));
    expect(again.at(-1)).toMatchObject({ data: { amountCentimes: -26_000, claimCentimes: 26_000 } });
  });
});
