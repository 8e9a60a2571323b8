import { command } from '@oce/testing';
import { after, graded, granted, P, reversed, shared, stateAfter } from '../../test/accounts';
import type { AccountCommand } from './domain/account.commands';
import { accountAggregate } from './domain/account';

const deliveries = (from: number, to: number): AccountCommand[] =>
  Array.from({ length: to - from }, (_, at) => graded({ deliveryId: `D${from + at}` }));

describe('a long account', () => {
  it('shares all lines but the new one with the state before: an event costs what it changes', () => {
    const before = stateAfter(...granted, ...deliveries(0, 200));
    const next = accountAggregate.decide(graded({ deliveryId: 'D200' }), before);
    const state = next.reduce(accountAggregate.evolve, before);
    expect(state.lines.size).toBe(201);
    for (const [lineId, line] of before.lines) expect(state.lines.get(lineId)).toBe(line);
    expect(before.lines.size).toBe(200);
  });

  it('asks for claims that are open alone, whatever has been settled before', () => {
    const credits = Array.from({ length: 50 }, (_, at) => {
      const data = { producerCode: P, creditId: `CR-${at}`, amountCentimes: 1_000, purpose: 'crates' };
      return command('GrantInputCredit', { ...data, grantedOn: '2026-09-03' });
    });
    const state = stateAfter(...credits, ...deliveries(0, 2));
    expect([state.claims.size, state.openClaims.size]).toEqual([50, 0]);
  });

  it('takes claims that were given back in the order of their granting', () => {
    const second = command('GrantInputCredit', {
      producerCode: P,
      creditId: 'CR-2',
      amountCentimes: 1_000,
      purpose: 'crates',
      grantedOn: '2026-09-03',
    });
    const first = { ...second, data: { ...second.data, creditId: 'CR-1' } };
    const past = after(first, graded(), second, reversed('D1'), graded({ deliveryId: 'D2' }));
    const references = past.flatMap((event) =>
      event.type === 'AdvancePosted' ? [event.data.settlement.deductions.map((one) => one.reference)] : [],
    );
    expect(references).toEqual([['CR-1'], ['CR-1', 'CR-2']]);
  });

  it('adds up what may be paid out now as lines change', () => {
    const dispute = command('DisputeLine', {
      producerCode: P,
      disputeId: 'L1',
      lineId: 'ADV-D1',
      reason: 'x',
    });
    const past = [graded(), graded({ deliveryId: 'D2', payableGrams: 1_000 })];
    expect(stateAfter(...past).payableCentimes).toBe(528_120 + 360);
    expect(stateAfter(...past, dispute).payableCentimes).toBe(360);
    expect(stateAfter(...past, shared(), reversed('D2')).payableCentimes).toBe(528_120 + 470_172);
  });

  it.each(['constructor', 'toString', 'hasOwnProperty'])(
    'has no delivery %s before it was posted',
    (deliveryId) => {
      expect(accountAggregate.decide(graded({ deliveryId }), accountAggregate.initial)).toHaveLength(1);
    },
  );
});
