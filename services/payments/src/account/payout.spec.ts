import { command, given } from '@oce/testing';
import { after, balances, graded, P, reversed, stateAfter } from '../../test/accounts';
import { accountAggregate } from './domain/account';
import type { AccountCommand, ReservePayout } from './domain/account.commands';

const reserve = (data: Partial<ReservePayout['data']> = {}): ReservePayout =>
  command('ReservePayout', {
    producerCode: P,
    transferId: 'T1',
    endToEndId: 'E1',
    amountCentimes: 528_120,
    lineIds: ['ADV-D1'],
    ...data,
  });
const confirm: AccountCommand = command('ConfirmPayout', {
  producerCode: P,
  transferId: 'T1',
  executedOn: '2026-10-16',
});
const giveBack: AccountCommand = command('ReturnPayout', {
  producerCode: P,
  transferId: 'T1',
  reasonCode: 'AC01',
});
const decline: AccountCommand = command('DeclinePayout', {
  producerCode: P,
  transferId: 'T1',
  endToEndId: 'E1',
  reason: 'person_erased',
});

describe('a payout', () => {
  it('goes from the member over the transfer to the bank', () => {
    expect(balances(after(graded(), reserve()))).toEqual({
      'advances:OLIVE-2026': -528_120,
      'in-transfer': 528_120,
    });
    expect(balances(after(graded(), reserve(), confirm))).toEqual({
      'advances:OLIVE-2026': -528_120,
      'bank:main': 528_120,
    });
    expect(stateAfter(graded(), reserve(), confirm).lines.get('ADV-D1')?.status).toBe('paid');
  });

  it('that is rejected restores the balance, once, and its line may be paid by another transfer', () => {
    for (const until of [[reserve()], [reserve(), confirm]]) {
      const past = after(graded(), ...until, giveBack);
      expect(balances(past)).toEqual({ 'advances:OLIVE-2026': -528_120, [`member:${P}`]: 528_120 });
      given(accountAggregate, past).when(giveBack).thenNothing();
      given(accountAggregate, past).when(confirm).thenRefused('payout_ended');
      given(accountAggregate, past).when(reserve()).thenRefused('transfer_ended');
      const again = reserve({ transferId: 'T2', endToEndId: 'E2' });
      expect(given(accountAggregate, past).when(again).events()).toHaveLength(1);
    }
  });

  it('repeated changes nothing', () => {
    given(accountAggregate, after(graded(), reserve())).when(reserve()).thenNothing();
    given(accountAggregate, after(graded(), reserve(), confirm))
      .when(confirm)
      .thenNothing();
    given(accountAggregate, after(graded(), reserve(), decline))
      .when(decline)
      .thenNothing();
    given(accountAggregate, after(graded(), reserve(), decline))
      .when(giveBack)
      .thenNothing();
  });

  it('left out of its file is payable again, and is never reserved any more', () => {
    const past = after(graded(), reserve(), decline);
    expect(balances(past)[`member:${P}`]).toBe(528_120);
    given(accountAggregate, past).when(reserve()).thenRefused('transfer_ended');
    given(accountAggregate, after(graded(), decline)).when(reserve()).thenRefused('transfer_ended');
  });

  const reversedD2 = [graded({ deliveryId: 'D2', payableGrams: 1_000_000 }), reversed('D2')];
  it.each([
    ['transfer_id_reused', [graded(), reserve()], reserve({ amountCentimes: 1 })],
    ['transfer_id_reused', [graded(), reserve()], reserve({ lineIds: ['ADV-D2'] })],
    ['transfer_id_reused', [graded(), reserve()], reserve({ endToEndId: 'E2' })],
    ['end_to_end_id_seen', [graded(), reserve()], reserve({ transferId: 'T2' })],
    ['line_not_payable', [], reserve()],
    ['line_not_payable', [graded(), reserve()], reserve({ transferId: 'T2', endToEndId: 'E2' })],
    ['line_not_payable', [graded()], reserve({ lineIds: ['ADV-D1', 'ADV-D1'] })],
    ['amount_differs', [graded()], reserve({ amountCentimes: 528_121 })],
    [
      'nothing_payable',
      [graded(), ...reversedD2],
      reserve({ lineIds: ['COR-D2'], amountCentimes: -360_000 }),
    ],
    [
      'payable_changed',
      [graded(), ...reversedD2, reserve({ lineIds: ['ADV-D2'], amountCentimes: 360_000 })],
      reserve({ transferId: 'T2', endToEndId: 'E2' }),
    ],
    ['payout_unknown', [], confirm],
    ['payout_unknown', [], giveBack],
    ['payout_confirmed', [graded(), reserve(), confirm], decline],
  ] as [string, AccountCommand[], AccountCommand][])('is refused: %s', (slug, past, cmd) => {
    given(accountAggregate, after(...past))
      .when(cmd)
      .thenRefused(slug);
  });

  it('takes the corrections that lower the sum with it', () => {
    const past = after(graded(), ...reversedD2);
    const all = reserve({ lineIds: ['ADV-D1', 'ADV-D2', 'COR-D2'] });
    expect(given(accountAggregate, past).when(all).events()[0]).toMatchObject({
      data: { amountCentimes: 528_120 },
    });
  });
});
