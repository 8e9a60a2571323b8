import { command, given } from '@oce/testing';
import {
  approveCash,
  cancelCash,
  cashAfter,
  COUNTER,
  expireCash,
  payCash,
  prepareCash,
  standing,
} from '../../test/cash';
import { cashDispositionAggregate } from './domain/cash-disposition';
import type { CashDispositionCommand } from './domain/cash-disposition.commands';
import { cashReferenceOf, cashTransferId } from './domain/cash-ids';
import { endToEndIdOf } from '../transfer-batch/domain/transfer-plan';

const past = (...commands: CashDispositionCommand[]) =>
  given(cashDispositionAggregate, cashAfter(...commands));
const approved = [prepareCash(), approveCash()];
const paid = [...approved, payCash()];

describe('cash at a counter', () => {
  it('is all that may be paid to somebody without an account, for the days of the terms', () => {
    expect(past().when(prepareCash()).events()).toMatchObject([
      {
        type: 'CashDispositionPrepared',
        data: {
          transferId: 'CASH_C1',
          endToEndId: cashReferenceOf('C1'),
          amountCentimes: 528_120,
          lineIds: ['ADV-D1'],
          counter: COUNTER,
          preparedBy: 'staff:amal',
          preparedOn: '2026-10-01',
          payableUntil: '2026-10-31',
        },
      },
    ]);
  });

  it('has a reference of its own, which no transfer has, whatever the ids', () => {
    expect(cashReferenceOf('C1')).toMatch(/^CSH-[0-9A-F]{24}$/);
    expect(cashReferenceOf('C2')).not.toBe(cashReferenceOf('C1'));
    expect(endToEndIdOf(cashTransferId('C1'))).not.toBe(cashReferenceOf('C1'));
    // A batch's id has no `_`, and its transfers begin with it.
    expect(cashTransferId('C1')).toBe('CASH_C1');
  });

  it('below the minimum of a transfer is paid all the same', () => {
    const facts = { payable: { payableCentimes: 1, lineIds: ['ADV-D1'] } };
    expect(past().when(prepareCash({ facts })).events()).toMatchObject([{ data: { amountCentimes: 1 } }]);
  });

  it('instead of an account that the bank refuses is a choice, and is written as one', () => {
    past().when(standing('account_suspended')).thenRefused('account_suspended');
    expect(past().when(standing('account_suspended', true)).events()).toMatchObject([
      { data: { insteadOfSuspended: true } },
    ]);
  });

  it.each([
    ['account_in_use', standing('account')],
    ['account_in_use', standing('account', true)],
    ['person_erased', standing('person_erased')],
    ['payee_unknown', standing('payee_unknown')],
    ['account_not_suspended', standing('no_bank_details', true)],
    ['nothing_to_pay', prepareCash({ facts: { payable: { payableCentimes: 0, lineIds: [] } } })],
    ['nothing_to_pay', prepareCash({ facts: { payable: { payableCentimes: -1, lineIds: ['COR-D1'] } } })],
  ])('is refused: %s', (slug, cmd) => {
    past().when(cmd).thenRefused(slug);
  });

  it('is approved by another than who prepared it, where the account has set it aside', () => {
    expect(past(prepareCash()).when(approveCash()).events()).toMatchObject([
      { type: 'CashDispositionApproved', data: { approvedBy: 'staff:badr', approvedOn: '2026-10-01' } },
    ]);
    past(prepareCash())
      .when(approveCash({ actor: 'staff:amal' }))
      .thenRefused('second_person_needed');
    past(prepareCash()).when(approveCash({}, 'line_not_payable')).thenRefused('payout_not_reserved');
    past().when(approveCash()).thenRefused('disposition_unknown');
  });

  it('is paid by the clerk against a receipt, once', () => {
    expect(
      past(...approved)
        .when(payCash())
        .events(),
    ).toMatchObject([
      {
        type: 'CashPaidOut',
        data: { receiptNumber: 'R000451', paidBy: 'staff:said', paidOn: '2026-10-05', counter: COUNTER },
      },
    ]);
    past(...paid)
      .when(payCash())
      .thenNothing();
    past(...paid)
      .when(payCash({}, { actor: 'staff:omar' }))
      .thenNothing();
    for (const other of [{ receiptNumber: 'R000452' }, { paidOn: '2026-10-04' }, { counterId: 'G-FES' }])
      past(...paid)
        .when(payCash(other))
        .thenRefused('cash_paid_already');
  });

  it.each<[string, CashDispositionCommand[], CashDispositionCommand]>([
    ['approval_missing', [prepareCash()], payCash()],
    ['other_counter', approved, payCash({ counterId: 'G-FES' })],
    ['counter_closed', approved, payCash({}, {}, 'no more cash there')],
    ['second_person_needed', approved, payCash({}, { actor: 'staff:amal' })],
    ['paid_in_future', approved, payCash({ paidOn: '2026-10-06' })],
    ['paid_before_approval', approved, payCash({ paidOn: '2026-09-30' })],
    ['paid_too_late', approved, payCash({ paidOn: '2026-11-01' }, { now: '2026-11-02T09:00:00.000Z' })],
    ['disposition_cancelled', [...approved, cancelCash()], payCash()],
    ['disposition_expired', [...approved, expireCash()], payCash()],
    ['disposition_unknown', [], payCash()],
  ])('is not paid: %s', (slug, before, cmd) => {
    past(...before)
      .when(cmd)
      .thenRefused(slug);
  });

  it('paid on its last day is told of in the days after', () => {
    const late = payCash({ paidOn: '2026-10-31' }, { now: '2026-11-03T09:00:00.000Z' });
    expect(
      past(...approved)
        .when(late)
        .events(),
    ).toHaveLength(1);
  });

  it('is cancelled by another than who prepared it, for a reason', () => {
    for (const before of [[prepareCash()], approved]) {
      expect(
        past(...before)
          .when(cancelCash())
          .events(),
      ).toMatchObject([
        {
          type: 'CashDispositionCancelled',
          data: { reason: 'the counter moved', cancelledBy: 'staff:badr' },
        },
      ]);
      past(...before, cancelCash())
        .when(cancelCash())
        .thenNothing();
      past(...before, cancelCash())
        .when(cancelCash('another'))
        .thenRefused('disposition_cancelled_otherwise');
      past(...before, cancelCash())
        .when(approveCash())
        .thenRefused('disposition_cancelled');
      past(...before, cancelCash())
        .when(expireCash())
        .thenRefused('disposition_cancelled');
    }
    past(prepareCash()).when(cancelCash('mine', 'staff:amal')).thenRefused('second_person_needed');
    past(...paid)
      .when(cancelCash())
      .thenRefused('cash_paid');
  });

  it('expires when its last day is over and the counter has had the time to tell', () => {
    past(...approved)
      .when(expireCash('2026-11-03'))
      .thenRefused('not_expired');
    for (const before of [[prepareCash()], approved]) {
      expect(
        past(...before)
          .when(expireCash('2026-11-04'))
          .events(),
      ).toMatchObject([{ type: 'CashDispositionExpired', data: { expiredOn: '2026-11-04' } }]);
      past(...before, expireCash())
        .when(expireCash('2026-11-09'))
        .thenNothing();
      past(...before, expireCash())
        .when(cancelCash())
        .thenRefused('disposition_expired');
      past(...before, expireCash())
        .when(approveCash())
        .thenRefused('disposition_expired');
    }
    past(...paid)
      .when(expireCash())
      .thenRefused('cash_paid');
  });

  it('repeated changes nothing, and its id is not that of other cash', () => {
    past(prepareCash()).when(prepareCash()).thenNothing();
    past(...approved)
      .when(approveCash())
      .thenNothing();
    for (const data of [{ producerCode: 'P-0002' }, { counterId: 'G-FES' }, { insteadOfSuspended: true }])
      past(prepareCash()).when(prepareCash({ data })).thenRefused('disposition_differs');
    past()
      .when(command('CancelCashDisposition', { reason: 'x' }))
      .thenRefused('disposition_unknown');
  });
});
