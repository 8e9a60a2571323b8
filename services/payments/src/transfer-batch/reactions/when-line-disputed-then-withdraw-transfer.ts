import { policyOn, sendTo } from '@oce/policies';
import { accountEvents } from '../../account/domain/account.events';
import { transferBatchAggregate } from '../domain/transfer-batch';

/** The batches of the transfers that a batch of disputes names, by the transfer. */
export type BatchesOfTransfers = ReadonlyMap<string, string>;

/** A line that is set aside for a transfer is disputed: the transfer leaves its batch while no file is issued. */
export const whenLineDisputedThenWithdrawTransfer = policyOn(accountEvents.LineDisputed)<BatchesOfTransfers>({
  name: 'withdraw-disputed',
  after: ['transfers'],
  react({ data: { transferId } }, _envelope, batches) {
    const batchId = transferId === undefined ? undefined : batches.get(transferId);
    if (transferId === undefined || batchId === undefined) return [];
    const withdrawn = { transferId, reason: 'line_disputed' };
    return [sendTo(transferBatchAggregate, batchId, 'WithdrawTransfer', withdrawn)];
  },
});
