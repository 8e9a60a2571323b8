import { command, given } from '@oce/testing';
import fc from 'fast-check';
import {
  after,
  balances,
  deductions,
  graded,
  granted,
  P,
  price,
  reversed,
  shared,
  stateAfter,
} from '../../test/accounts';
import { accountAggregate } from './domain/account';
import type { AccountCommand } from './domain/account.commands';

const payout: AccountCommand[] = [
  command('ReservePayout', {
    producerCode: P,
    transferId: 'T1',
    endToEndId: 'E1',
    amountCentimes: 354_684,
    lineIds: ['ADV-D1'],
  }),
  command('ConfirmPayout', { producerCode: P, transferId: 'T1', executedOn: '2026-10-16' }),
];
const mended = graded({ deliveryId: 'D1B', payableGrams: 1_367_000, replaces: 'D1' });

describe('a delivery reversed before its pool closes', () => {
  it('undoes an advance that is not paid yet, its deductions with it', () => {
    const past = after(...granted, graded(), reversed());
    expect(balances(past)).toEqual({ [`input-credit:${P}`]: -240_000, 'costs:inputs': 240_000 });
    const { claims, lines } = stateAfter(...granted, graded(), reversed());
    expect([...claims.values()].map((claim) => claim.leftCentimes)).toEqual([240_000, 15_000]);
    expect(lines.get('COR-D1')).toMatchObject({ netCentimes: -354_684, status: 'payable' });
    expect(past.at(-1)).toMatchObject({
      type: 'PremiumWithheld',
      data: { takenCentimes: -15_000, leftCentimes: 15_000, lineId: 'COR-D1' },
    });
  });

  it('claims back an advance that was reserved or paid', () => {
    for (const paid of [payout.slice(0, 1), payout]) {
      const past = after(...granted, graded(), ...paid, reversed());
      expect(past.at(-1)).toMatchObject({
        data: { basis: 'reversal', amountCentimes: -528_120, netCentimes: 0, claimCentimes: 528_120 },
      });
      expect(balances(past)[`input-credit:${P}`]).toBe(-240_000 + 158_436 - 528_120);
    }
  });

  it('is corrected once', () => {
    given(accountAggregate, after(graded(), reversed())).when(reversed()).thenNothing();
    given(accountAggregate, after(graded(), reversed())).when(graded()).thenNothing();
  });

  it('before its advance was posted is never advanced', () => {
    given(accountAggregate, after(reversed())).when(graded()).thenNothing();
    given(accountAggregate, after(reversed())).when(reversed()).thenNothing();
  });

  it('and replaced posts the difference only', () => {
    const past = after(graded(), reversed('D1', 'D1B'));
    expect(past.at(-1)).toMatchObject({
      data: {
        lineId: 'COR-D1',
        basis: 'replacement',
        amountCentimes: -36_000,
        netCentimes: -36_000,
        claimCentimes: 0,
        resettles: ['ADV-D1'],
        counts: { deliveryId: 'D1B', payableGrams: 1_367_000, advanceCentimes: 492_120 },
      },
    });
    expect(balances(past)).toEqual({ 'advances:OLIVE-2026': -492_120, [`member:${P}`]: 492_120 });
  });

  it('and replaced once it is paid claims the difference', () => {
    const past = after(...granted, graded(), ...payout, reversed('D1', 'D1B'));
    expect(past.at(-1)).toMatchObject({
      data: { amountCentimes: -36_000, netCentimes: 0, claimCentimes: 36_000, resettles: [] },
    });
  });

  it('is not advanced again when the replacement is graded', () => {
    given(accountAggregate, after(graded(), reversed('D1', 'D1B')))
      .when(mended)
      .thenNothing();
    given(accountAggregate, after(graded())).when(mended).thenRefused('reversal_outstanding');
    expect(balances(after(reversed('D1', 'D1B'), mended))[`member:${P}`]).toBe(492_120);
  });

  it('is paid the difference where the replacement weighs more', () => {
    const past = after(graded(), reversed('D1', 'D1B', 1_567_000));
    expect(past.at(-1)).toMatchObject({ data: { amountCentimes: 36_000, netCentimes: 36_000 } });
    expect(balances(past)[`member:${P}`]).toBe(564_120);
  });

  it('whose replacement is reversed too is taken back whole', () => {
    const past = after(graded(), reversed('D1', 'D1B'), reversed('D1B'));
    expect(balances(past)).toEqual({});
  });
});

describe('a delivery reversed after its pool has closed', () => {
  it('case 5: 100 kg less is a line of -680.50 that cites the original and is recovered under the same cap', () => {
    const past = after(graded(), shared(), reversed('D1', 'D1B'));
    expect(past.at(-1)).toMatchObject({
      type: 'CorrectionPosted',
      data: {
        lineId: 'COR-D1',
        citesLineId: 'ADV-D1',
        poolId: 'POOL-1',
        pointsDelta: '-105000000000',
        amountCentimes: -68_050,
        netCentimes: 0,
        claimCentimes: 68_050,
        postings: [
          { account: 'pool:POOL-1', amountCentimes: 68_050 },
          { account: `input-credit:${P}`, amountCentimes: -68_050 },
        ],
      },
    });
    const next = after(
      ...[graded(), shared(), reversed('D1', 'D1B')],
      graded({ deliveryId: 'D2', payableGrams: 277_778 }),
    );
    expect(next.at(-1)).toMatchObject({
      type: 'InputCreditRecovered',
      data: { reference: 'COR-D1', takenCentimes: 30_000, leftCentimes: 38_050 },
    });
  });

  it('and replaced by nothing loses the value of all its points', () => {
    const past = after(graded(), shared(), reversed());
    expect(past.at(-1)).toMatchObject({ data: { amountCentimes: -998_292, claimCentimes: 998_292 } });
  });

  it('a replacement counts as settled, so that its own reversal is valued too', () => {
    const past = after(graded(), shared(), reversed('D1', 'D1B'), reversed('D1B'));
    expect(past.at(-1)).toMatchObject({
      data: { lineId: 'COR-D1B', citesLineId: 'COR-D1', amountCentimes: -998_292 + 68_050 },
    });
  });

  it('comes to the same centimes whether the reversal or the final share is posted first', () => {
    const lateReversal = after(graded(), shared(), reversed());
    const earlyReversal = after(graded(), ...[reversed()], shared());
    expect(balances(earlyReversal)[`pool:POOL-1`]).toBe(balances(lateReversal)[`pool:POOL-1`]);
    const memberAndClaims = (events: typeof lateReversal) =>
      (balances(events)[`member:${P}`] ?? 0) + (balances(events)[`input-credit:${P}`] ?? 0);
    expect(memberAndClaims(earlyReversal)).toBe(memberAndClaims(lateReversal));
    const lateReplacement = after(graded(), shared(), reversed('D1', 'D1B'));
    const earlyReplacement = after(graded(), reversed('D1', 'D1B'), shared());
    expect(balances(earlyReplacement)['pool:POOL-1']).toBe(balances(lateReplacement)['pool:POOL-1']);
    expect(memberAndClaims(earlyReplacement)).toBe(memberAndClaims(lateReplacement));
    expect(balances(earlyReplacement)['advances:OLIVE-2026']).toBeUndefined();
  });
});

describe('a delivery that was graded wrong', () => {
  const right = { version: 'PRICE-1', pricePerKgCentimes: 500, advancePpm: 600_000, coefficientPpm: 920_000 };
  const regraded = (
    payableGrams: number,
    as: { grade: string; price: typeof right | null },
  ): AccountCommand =>
    command('PostCorrection', {
      producerCode: P,
      deliveryId: 'D1',
      reason: 'counter-sample',
      deductions,
      published: [deductions],
      replacement: { deliveryId: 'D1-R1', payableGrams, regraded: as },
    });

  it('has its advance at the price of the right grade from then on', () => {
    const past = after(graded(), regraded(1_500_000, { grade: 'virgin', price: right }));
    expect(past.at(-1)).toMatchObject({
      data: {
        amountCentimes: 450_000 - 528_120,
        counts: { deliveryId: 'D1-R1', grade: 'virgin', coefficientPpm: 920_000, advanceCentimes: 450_000 },
      },
    });
    const again = after(graded(), regraded(1_500_000, { grade: 'virgin', price: right }), reversed('D1-R1'));
    expect(again.at(-1)).toMatchObject({ data: { amountCentimes: -450_000 } });
  });

  it('is valued anew by the closed pool that has settled it', () => {
    const past = after(graded(), shared(), regraded(1_467_000, { grade: 'virgin', price: right }));
    expect(past.at(-1)).toMatchObject({ data: { poolId: 'POOL-1', pointsDelta: '-190710000000' } });
  });

  it('waits for a clerk where no schedule prices the right grade', () => {
    given(accountAggregate, after(graded()))
      .when(regraded(1_500_000, { grade: 'virgin', price: null }))
      .thenRefused('no_price_schedule');
  });

  it('comes to the centime to what a reversal with a replacement of the same weight comes to', () => {
    const own = { grade: 'extra', price: { ...price, version: 'PRICE-1' } };
    fc.assert(
      fc.property(fc.nat({ max: 5_000_000 }), fc.nat({ max: 2 }), (grams, how) => {
        const before =
          [
            [...granted, graded()],
            [...granted, graded(), ...payout],
            [graded(), shared()],
          ][how] ?? [];
        const one = balances(after(...before, regraded(grams, own)));
        expect(one).toEqual(balances(after(...before, reversed('D1', 'D1-R1', grams))));
      }),
    );
  });
});
