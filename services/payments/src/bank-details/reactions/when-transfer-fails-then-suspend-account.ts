import { policyOn, sendTo } from '@oce/policies';
import { transferBatchEvents } from '../../transfer-batch/domain/transfer-batch.events';
import { bankDetailsAggregate } from '../domain/bank-details';

/** An account that the bank cannot pay to, or that sends money back, is paid to no more until it is proposed anew. */
export const whenTransferFailsThenSuspendAccount = policyOn(transferBatchEvents.PayeeAccountFailed)({
  name: 'suspend-accounts',
  react({ data: { producerCode, transferId, ribHash, reasonCode, returned, saidOn: suspendedOn } }) {
    const failed = { producerCode, transferId, ribHash, reasonCode, returned, suspendedOn };
    return [sendTo(bankDetailsAggregate, producerCode, 'SuspendBankDetails', failed)];
  },
});
