import { command, given, projected } from '@oce/testing';
import { after, balances, graded, granted, P, reversed, shared, stateAfter } from '../../test/accounts';
import { accountAggregate } from './domain/account';
import type { AccountCommand } from './domain/account.commands';
import { accountsProjection } from './reads/accounts';
import { claimReversedStep } from '../transfer-batch/reads/explain-claims';

const REFERENCE = { input_credit: 'CR-1', insurance: 'PRM-1' } as const;
const takenBack = (
  kind: keyof typeof REFERENCE,
  reason = 'the crates of another',
  reference: string = REFERENCE[kind],
): AccountCommand => command('ReverseClaim', { producerCode: P, kind, reference, reason });
const credit = takenBack('input_credit');
const premium = takenBack('insurance');
const left = (...commands: AccountCommand[]) =>
  [...stateAfter(...commands).claims.values()].map((claim) => claim.leftCentimes);

describe('a credit that was booked wrong', () => {
  it('is asked no more, and owed no more to whom the goods came from', () => {
    const past = after(granted[0]!, credit);
    expect(balances(past)).toEqual({});
    expect(past.at(-1)).toMatchObject({ data: { lineId: 'REV-CR-1', recoveredCentimes: 0 } });
    expect(left(granted[0]!, credit, graded())).toEqual([0]);
    expect(balances(after(granted[0]!, credit, graded()))[`member:${P}`]).toBe(528_120);
  });

  it('case 2: gives back the 1,584.36 that the advance recovered, and no centime of the 815.64 left', () => {
    const past = after(...granted, graded(), credit);
    expect(past.at(-1)).toEqual({
      type: 'ClaimReversed',
      v: 1,
      data: {
        lineId: 'REV-CR-1',
        producerCode: P,
        kind: 'input_credit',
        reference: 'CR-1',
        amountCentimes: 240_000,
        recoveredCentimes: 158_436,
        reason: 'the crates of another',
        postedOn: '2026-10-01',
        postings: [
          { account: 'costs:inputs', amountCentimes: -240_000 },
          { account: `input-credit:${P}`, amountCentimes: 81_564 },
          { account: `member:${P}`, amountCentimes: 158_436 },
        ],
      },
    });
    expect(balances(past)).toEqual({
      'advances:OLIVE-2026': -528_120,
      [`member:${P}`]: 354_684 + 158_436,
      insurance: 15_000,
    });
    expect(stateAfter(...granted, graded(), credit).payableCentimes).toBe(354_684 + 158_436);
  });

  it('is owed no more by OCE to its supplier', () => {
    const fromSupplier = {
      ...granted[0]!,
      data: { ...granted[0]!.data, supplierId: 'S-1' },
    } as AccountCommand;
    expect(balances(after(fromSupplier, credit))).toEqual({});
  });

  it('is taken back once, for one reason', () => {
    const past = after(...granted, graded(), credit);
    given(accountAggregate, past).when(credit).thenNothing();
    given(accountAggregate, past)
      .when(takenBack('input_credit', 'a crate too much'))
      .thenRefused('claim_reversed_otherwise');
    given(accountAggregate, past).when(granted[0]!).thenRefused('claim_reversed');
  });

  it('is unknown where nothing of its id was booked, or where a line left the claim', () => {
    given(accountAggregate, []).when(credit).thenRefused('claim_unknown');
    const past = after(graded(), shared(), reversed('D1', 'D1B'));
    given(accountAggregate, past)
      .when(takenBack('input_credit', 'wrong', 'COR-D1'))
      .thenRefused('claim_unknown');
  });

  it('whose recovery is undone later is asked again for what is given back twice, and no more', () => {
    const commands = [...granted, graded(), credit, reversed()];
    expect(balances(after(...commands))).toEqual({
      [`member:${P}`]: 158_436,
      [`input-credit:${P}`]: -158_436,
    });
    expect(left(...commands)).toEqual([158_436, 15_000]);
  });

  it('gives back by a line that is paid like others and that nobody disputes', () => {
    const past = after(...granted, graded(), credit);
    given(accountAggregate, past)
      .when(command('DisputeLine', { producerCode: P, disputeId: 'X', lineId: 'REV-CR-1', reason: 'why' }))
      .thenRefused('line_not_disputable');
    const payout = {
      producerCode: P,
      transferId: 'T1',
      endToEndId: 'E1',
      amountCentimes: 354_684 + 158_436,
      lineIds: ['ADV-D1', 'REV-CR-1'],
    };
    expect(given(accountAggregate, past).when(command('ReservePayout', payout)).events()).toHaveLength(1);
  });
});

describe('a premium that was declared wrong', () => {
  it('gives back what was withheld, says so to health, and frees its period', () => {
    const past = after(...granted, graded(), premium);
    expect(past.slice(-2)).toMatchObject([
      { type: 'ClaimReversed', data: { lineId: 'REV-PRM-1', recoveredCentimes: 15_000 } },
      {
        type: 'PremiumWithheld',
        data: { premiumId: 'PRM-1', takenCentimes: -15_000, leftCentimes: 0, lineId: 'REV-PRM-1' },
      },
    ]);
    expect(balances(past)['insurance']).toBeUndefined();
    const right = { ...granted[1]!, data: { ...granted[1]!.data, premiumId: 'PRM-2' } } as AccountCommand;
    given(accountAggregate, after(...granted))
      .when(right)
      .thenRefused('premium_period_taken');
    expect(given(accountAggregate, past).when(right).events()).toHaveLength(1);
  });

  it('is asked no more where nothing was withheld, and moves no money', () => {
    const past = after(granted[1]!, premium);
    expect(past.at(-1)).toMatchObject({ type: 'ClaimReversed', data: { postings: [] } });
    expect(left(granted[1]!, premium)).toEqual([0]);
  });

  it('and a credit of the same id are two', () => {
    const same = { ...granted[1]!, data: { ...granted[1]!.data, premiumId: 'CR-1' } } as AccountCommand;
    const both = [granted[0]!, same, graded(), credit, takenBack('insurance', 'wrong', 'CR-1')];
    expect([...stateAfter(...both).lines.keys()]).toEqual(['ADV-D1', 'REV-CR-1', 'REV-CR-1-2']);
    expect(left(...both)).toEqual([0, 0]);
  });
});

describe('what was taken back', () => {
  it('moves the sums of the account', () => {
    const sums = projected(accountsProjection, after(...granted, graded(), credit, premium))[P];
    expect(sums).toMatchObject({ balanceCentimes: 528_120, claimedCentimes: 0 });
  });

  it('holds an erasure by the balance instead of the claim, and comes to no closed account', () => {
    const settle = command('SettleErasure', { producerCode: P, awaited: [] });
    const held = after(granted[0]!, graded(), settle, credit).at(-1);
    expect(held).toMatchObject({
      type: 'ErasureHeld',
      data: {
        holds: [
          { kind: 'balance', count: 2, amountCentimes: 528_120 },
          { kind: 'open_share', count: 1 },
        ],
      },
    });
    expect(after(granted[0]!, settle, credit).at(-1)).toMatchObject({ type: 'AccountClosed' });
    given(accountAggregate, after(settle)).when(granted[0]!).thenRefused('account_closed');
  });

  it('is explained by the lines that had recovered it', () => {
    const past = after(...granted, graded(), shared(), credit);
    const line = past.at(-1);
    if (line?.type !== 'ClaimReversed') throw new Error('no line');
    expect(claimReversedStep(line.data, past)).toMatchObject({
      kind: 'claim_reversed',
      sums: [{ posted: 240_000, fromParts: 240_000, holds: true }],
    });
  });
});
