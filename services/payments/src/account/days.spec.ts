import { affiliation } from '@oce/contracts';
import { command, given, reactionsTo } from '@oce/testing';
import fc from 'fast-check';
import { after, balances, deductions, graded, granted, P, shared } from '../../test/accounts';
import { accountAggregate } from './domain/account';
import type { AccountCommand } from './domain/account.commands';
import { whenProducerLeftThenNoteDeparture } from './reactions/when-producer-left-then-note-departure';

const credit = (grantedOn: string, amountCentimes = 240_000): AccountCommand =>
  command('GrantInputCredit', {
    producerCode: P,
    creditId: 'CR-2',
    amountCentimes,
    purpose: 'crates',
    grantedOn,
  });
const departure = (leftOn: string): AccountCommand => command('NoteDeparture', { producerCode: P, leftOn });
const settlementOf = (...commands: AccountCommand[]) => {
  const posted = after(...commands).find(({ type }) => type === 'AdvancePosted');
  return posted?.type === 'AdvancePosted' ? posted.data.settlement : undefined;
};
const onDay = (now: string) => ({ now: `${now}T14:00:00.000Z` });

describe('the day on which a claim is due', () => {
  // An ordinary day: weighed on the 1st, a credit on the morning of the 2nd, graded and posted that afternoon.
  it('is that of the posting: what was handed out this morning is recovered this afternoon', () => {
    const posted = graded({}, onDay('2026-10-02'));
    expect(settlementOf(credit('2026-10-02'), posted)).toMatchObject({
      claimsDueOn: '2026-10-02',
      deductions: [{ reference: 'CR-2', takenCentimes: 158_436, carriedCentimes: 81_564 }],
      netCentimes: 369_684,
    });
    expect(settlementOf(credit('2026-10-03'), posted)).toMatchObject({
      deductions: [],
      netCentimes: 528_120,
    });
  });

  it('of a final share is that of the posting as well, whatever day the pool was closed on', () => {
    const share = { ...shared(), meta: { ...shared().meta, ...onDay('2026-12-24') } };
    const events = after(graded(), credit('2026-12-23', 81_564), share);
    const posted = events.find(({ type }) => type === 'FinalSharePosted');
    // Case 4: 4,701.72 less the 815.64, which were handed out two days after the closing.
    expect(posted?.data).toMatchObject({ settlement: { claimsDueOn: '2026-12-24', netCentimes: 388_608 } });
  });
});

describe('a member who has left', () => {
  const all = { deductions: [{ takenCentimes: 15_000 }, { takenCentimes: 240_000, limitedBy: 'nothing' }] };

  it('is settled in full: 5,281.20 less 150.00 and all of the 2,400.00 leave 2,731.20', () => {
    const settlement = settlementOf(...granted, departure('2026-10-01'), graded());
    expect(settlement).toMatchObject({
      ...all,
      departedOn: '2026-10-01',
      floorCentimes: 0,
      netCentimes: 273_120,
    });
    expect(balances(after(...granted, departure('2026-10-01'), graded()))).toEqual({
      'advances:OLIVE-2026': -528_120,
      'costs:inputs': 240_000,
      insurance: 15_000,
      [`member:${P}`]: 273_120,
    });
  });

  it('is paid nothing where the debts are higher, and never less than nothing', () => {
    expect(settlementOf(credit('2026-09-01', 600_000), departure('2026-10-01'), graded())).toMatchObject({
      deductions: [{ takenCentimes: 528_120, carriedCentimes: 71_880 }],
      netCentimes: 0,
    });
  });

  it('is under caps and floor until the day has come', () => {
    const settlement = settlementOf(...granted, departure('2027-03-01'), graded());
    expect(settlement).toEqual(settlementOf(...granted, graded()));
    expect(settlement).toMatchObject({ netCentimes: 354_684 });
  });

  it('leaves on the day that affiliation said last, once', () => {
    given(accountAggregate, after(departure('2026-10-01')))
      .when(departure('2026-10-01'))
      .thenNothing();
    given(accountAggregate, after(departure('2027-03-01')))
      .when(departure('2026-10-01'))
      .then({ type: 'MemberDeparted', v: 1, data: { producerCode: P, leftOn: '2026-10-01' } });
    const left = affiliation.producer.ProducerLeft({
      producerCode: P,
      leftOn: '2026-10-01',
      reason: 'moved',
    });
    expect(reactionsTo(whenProducerLeftThenNoteDeparture, left)).toEqual([
      { aggregate: 'account', id: P, type: 'NoteDeparture', data: { producerCode: P, leftOn: '2026-10-01' } },
    ]);
  });

  it('is left with what is no debt, to the centime, whatever is owed', () => {
    const owed = fc.integer({ min: 1, max: 2_000_000 });
    fc.assert(
      fc.property(owed, fc.integer({ min: 0, max: 5_000_000 }), (amountCentimes, payableGrams) => {
        const posted = graded({ payableGrams, deductions: { ...deductions, floorPpm: 900_000 } });
        const settlement = settlementOf(
          credit('2026-09-01', amountCentimes),
          departure('2026-09-30'),
          posted,
        );
        const { grossCentimes = 0, netCentimes } = settlement ?? {};
        expect(netCentimes).toBe(Math.max(0, grossCentimes - amountCentimes));
      }),
    );
  });
});
