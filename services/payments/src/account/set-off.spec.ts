import { command, given } from '@oce/testing';
import fc from 'fast-check';
import { after, balances, deductions, graded, granted, P, stateAfter } from '../../test/accounts';
import { accountAggregate } from './domain/account';
import type { AccountCommand } from './domain/account.commands';

const departure = (leftOn: string) => command('NoteDeparture', { producerCode: P, leftOn });
const on = (day: string) => ({ now: `${day}T10:00:00.000Z` });
const credit = (amountCentimes: number): AccountCommand =>
  ({ ...granted[0]!, data: { ...granted[0]!.data, amountCentimes } }) as AccountCommand;
const left = departure('2026-10-01');
const setOffs = (...commands: AccountCommand[]) =>
  after(...commands).flatMap((event) => (event.type === 'DebtsSetOff' ? [event.data] : []));

describe('what is payable to a member who leaves', () => {
  it('case 2: 3,546.84 meet the 815.64 that are left of the credit, and 2,731.20 are paid', () => {
    const commands = [...granted, graded(), left];
    expect(setOffs(...commands)).toMatchObject([
      {
        settlement: {
          grossCentimes: 354_684,
          deductions: [
            { reference: 'CR-1', askedCentimes: 81_564, takenCentimes: 81_564, carriedCentimes: 0 },
          ],
          netCentimes: 273_120,
          departedOn: '2026-10-01',
        },
        netCentimes: -81_564,
      },
    ]);
    const { payableCentimes, openClaims } = stateAfter(...commands);
    expect([payableCentimes, openClaims.size]).toEqual([273_120, 0]);
    expect(balances(after(...commands))).toMatchObject({ [`member:${P}`]: 273_120 });
    const [said] = after(...commands).slice(-1);
    expect(said).toMatchObject({
      type: 'InputCreditRecovered',
      data: { takenCentimes: 81_564, leftCentimes: 0 },
    });
  });

  it('is paid out with the set-off among its lines', () => {
    const past = after(...granted, graded(), left);
    const [line] = setOffs(...granted, graded(), left);
    const payout = { producerCode: P, transferId: 'T1', endToEndId: 'E1', amountCentimes: 273_120 };
    expect(
      given(accountAggregate, past)
        .when(command('ReservePayout', { ...payout, lineIds: ['ADV-D1', line?.lineId ?? ''] }))
        .events(),
    ).toHaveLength(1);
  });

  it('is set off before a payout where the departure was noted before its day, and once', () => {
    const early = [credit(300_000), graded({}, on('2026-10-01')), departure('2026-11-01')];
    expect(setOffs(...early)).toEqual([]);
    const setOff = (day: string) => command('SetOffDebts', { producerCode: P }, on(day));
    given(accountAggregate, after(...early))
      .when(setOff('2026-10-31'))
      .thenNothing();
    expect(setOffs(...early, setOff('2026-11-01'))).toHaveLength(1);
    given(accountAggregate, after(...early, setOff('2026-11-01')))
      .when(setOff('2026-11-02'))
      .thenNothing();
  });

  it('is set off as soon as it comes back from the bank', () => {
    const reserved = command('ReservePayout', {
      producerCode: P,
      transferId: 'T1',
      endToEndId: 'E1',
      amountCentimes: 354_684,
      lineIds: ['ADV-D1'],
    });
    expect(setOffs(...granted, graded(), reserved, left)).toEqual([]);
    const back = command('ReturnPayout', { producerCode: P, transferId: 'T1', reasonCode: 'AC04' });
    expect(setOffs(...granted, graded(), reserved, left, back)).toHaveLength(1);
  });

  it('is not disputed: the credit that was wrong is taken back, and given back whole', () => {
    const past = after(...granted, graded(), left);
    const [line] = setOffs(...granted, graded(), left);
    const dispute = { producerCode: P, disputeId: 'L-1', lineId: line?.lineId ?? '', reason: 'not mine' };
    given(accountAggregate, past).when(command('DisputeLine', dispute)).thenRefused('line_not_disputable');
    const wrong = { producerCode: P, kind: 'input_credit' as const, reference: 'CR-1', reason: 'another' };
    const commands = [...granted, graded(), left, command('ReverseClaim', wrong)];
    expect(stateAfter(...commands).payableCentimes).toBe(513_120);
  });

  it('comes to the centime to what it would be, had he left before the delivery', () => {
    const amounts = fc.integer({ min: 1, max: 900_000 });
    fc.assert(
      fc.property(amounts, fc.integer({ min: 0, max: 5_000_000 }), (owed, payableGrams) => {
        const posted = graded({ payableGrams, deductions: { ...deductions, floorPpm: 900_000 } });
        const late = after(credit(owed), posted, left);
        const early = after(credit(owed), departure('2026-09-30'), posted);
        expect(balances(late)).toEqual(balances(early));
      }),
    );
  });
});
