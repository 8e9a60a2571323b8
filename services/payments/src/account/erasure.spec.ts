import { command, given } from '@oce/testing';
import { after, graded, P } from '../../test/accounts';
import { accountAggregate } from './domain/account';
import type { AccountCommand } from './domain/account.commands';
import type { AccountEvent } from './domain/account.events';

const settle = (...awaited: string[]): AccountCommand =>
  command('SettleErasure', { producerCode: P, awaited });
const closed: AccountEvent = {
  type: 'AccountClosed',
  v: 1,
  data: { producerCode: P, closedOn: '2026-10-01' },
};
const credit: AccountCommand = command('GrantInputCredit', {
  producerCode: P,
  creditId: 'IC-1',
  amountCentimes: 100_000,
  purpose: 'crates',
  grantedOn: '2026-09-15',
});
const reserve: AccountCommand = command('ReservePayout', {
  producerCode: P,
  transferId: 'T1',
  endToEndId: 'E1',
  amountCentimes: 528_120,
  lineIds: ['ADV-D1'],
});
const confirm: AccountCommand = command('ConfirmPayout', {
  producerCode: P,
  transferId: 'T1',
  executedOn: '2026-10-16',
});
const returned: AccountCommand = command('ReturnPayout', {
  producerCode: P,
  transferId: 'T1',
  reasonCode: 'AC04',
});
const dispute: AccountCommand = command('DisputeLine', {
  producerCode: P,
  disputeId: 'DI-1',
  lineId: 'ADV-D1',
  reason: 'grade',
});
const holdsAfter = (...commands: AccountCommand[]) => {
  const held = after(...commands).filter((one) => one.type === 'ErasureHeld');
  return held.at(-1)?.data.holds.map(({ kind, count, amountCentimes }) => [kind, count, amountCentimes]);
};

describe('an account whose person asks to be forgotten', () => {
  it('is closed at once where nothing was ever on it', () => {
    given(accountAggregate, []).when(settle()).then(closed);
    given(accountAggregate, [closed]).when(settle()).thenNothing();
  });

  it('is held for each kind of money that is open, with what it comes to', () => {
    expect(holdsAfter(graded(), settle())).toEqual([
      ['balance', 1, 528_120],
      ['open_share', 1, null],
    ]);
    expect(holdsAfter(credit, settle())).toEqual([['open_claim', 1, 100_000]]);
    expect(holdsAfter(graded(), reserve, settle())).toEqual([
      ['open_share', 1, null],
      ['reserved_transfer', 1, 528_120],
    ]);
    expect(holdsAfter(graded(), dispute, settle())).toEqual([
      ['balance', 1, 528_120],
      ['open_share', 1, null],
      ['open_dispute', 1, null],
    ]);
    expect(holdsAfter(settle('D9'))).toEqual([['delivery_on_its_way', 1, null]]);
  });

  it('asked again says nothing new, and says anew what has changed', () => {
    const past = after(graded(), settle());
    given(accountAggregate, past).when(settle()).thenNothing();
    const events = given(accountAggregate, past).when(reserve).events();
    expect(events.map(({ type }) => type)).toEqual(['PayoutReserved', 'ErasureHeld']);
  });

  it('knows a delivery that was on its way once it is advanced, and one that is refused when it is told', () => {
    expect(holdsAfter(settle('D1'), graded())?.map(([kind]) => kind)).toEqual(['balance', 'open_share']);
    given(accountAggregate, after(settle('D9')))
      .when(settle())
      .then(closed);
  });

  it('is held by what a transfer gives back, until it is paid', () => {
    expect(holdsAfter(graded(), reserve, settle(), confirm)).toEqual([['open_share', 1, null]]);
    expect(holdsAfter(graded(), reserve, settle(), confirm, returned)).toEqual([
      ['balance', 1, 528_120],
      ['open_share', 1, null],
    ]);
  });

  it('takes no money once it is closed, and hears what the bank still says', () => {
    given(accountAggregate, [closed]).when(graded()).thenRefused('account_closed');
    given(accountAggregate, [closed]).when(credit).thenRefused('account_closed');
    const paid = [...after(graded(), reserve, confirm), closed];
    expect(given(accountAggregate, paid).when(returned).events()).toMatchObject([{ type: 'PayoutReturned' }]);
    given(accountAggregate, paid).when(confirm).thenNothing();
  });
});
