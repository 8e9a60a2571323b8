import { reactionsTo } from '@oce/testing';
import { transferBatchEvents } from '../transfer-batch/domain/transfer-batch.events';
import { bankDetailsEvents } from './domain/bank-details.events';
import { whenAccountSuspendedThenAskClerk } from './reactions/when-account-suspended-then-ask-clerk';
import { whenTransferFailsThenSuspendAccount } from './reactions/when-transfer-fails-then-suspend-account';

const failure = { producerCode: 'P1', transferId: 'T1', reasonCode: 'AC01', returned: false };

describe('a transfer that failed for its account', () => {
  it('suspends the account that it was sent to', () => {
    const failed = { batchId: 'B1', ...failure, ribHash: 'A', saidOn: '2026-10-05' };
    const event = transferBatchEvents.PayeeAccountFailed(failed);
    expect(reactionsTo(whenTransferFailsThenSuspendAccount, event)).toMatchObject([
      {
        aggregate: 'bank-details',
        id: 'P1',
        type: 'SuspendBankDetails',
        data: { ...failure, ribHash: 'A', suspendedOn: '2026-10-05' },
      },
    ]);
  });

  it('is told to a clerk once its account is suspended', () => {
    const suspended = { ...failure, ribHash: 'A', suspendedOn: '2026-10-05' };
    const asked = reactionsTo(
      whenAccountSuspendedThenAskClerk,
      bankDetailsEvents.BankDetailsSuspended(suspended),
      undefined,
      { position: 7, id: 'P1' },
    );
    expect(asked).toMatchObject([
      {
        type: 'RaiseAttention',
        data: {
          reason: 'account_suspended',
          detail: expect.stringContaining('Transfer T1 of P1 was rejected (AC01)'),
          subject: 'evt.payments.bank-details.P1',
        },
      },
    ]);
  });
});
