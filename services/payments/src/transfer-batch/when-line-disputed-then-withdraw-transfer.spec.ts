import { reactionsTo } from '@oce/testing';
import { accountEvents } from '../account/domain/account.events';
import { whenLineDisputedThenWithdrawTransfer } from './reactions/when-line-disputed-then-withdraw-transfer';

const disputed = (transferId?: string) =>
  accountEvents.LineDisputed({
    producerCode: 'P-1',
    disputeId: 'L-1',
    lineId: 'ADV-TM-1_T-1',
    reason: 'the sample was of another lot',
    disputedOn: '2026-10-20',
    ...(transferId === undefined ? {} : { transferId }),
  });
const batches = new Map([['B1--P-1', 'B1']]);

describe('withdraw-disputed', () => {
  it('takes the transfer of a disputed line out of its batch', () => {
    expect(reactionsTo(whenLineDisputedThenWithdrawTransfer, disputed('B1--P-1'), batches)).toEqual([
      {
        aggregate: 'transfer-batch',
        id: 'B1',
        type: 'WithdrawTransfer',
        data: { transferId: 'B1--P-1', reason: 'line_disputed' },
      },
    ]);
  });

  it('leaves a line alone that is set aside for nothing, or for cash, which is in no batch', () => {
    for (const event of [disputed(), disputed('CASH_D-1')])
      expect(reactionsTo(whenLineDisputedThenWithdrawTransfer, event, batches)).toEqual([]);
  });
});
