import type { TransferLine } from '@oce/contracts';
import { policyOn, sendTo, type Reaction } from '@oce/policies';
import { transferBatchEvents } from '../../transfer-batch/domain/transfer-batch.events';
import { accountAggregate } from '../domain/account';

/**
 * What becomes of a transfer becomes of its payout: set aside, left out, paid, given back. Whoever issues a file follows
 * it at once, for a transfer is in the file only where its payout is set aside. What a file leaves out is declined by
 * whoever issues it, before the file is issued.
 */
export const whenTransferChangesThenMovePayout = policyOn(
  transferBatchEvents.TransferBatchPrepared,
  transferBatchEvents.TransferBatchRefused,
  transferBatchEvents.TransferBatchCancelled,
  transferBatchEvents.TransferWithdrawn,
  transferBatchEvents.TransferExecuted,
  transferBatchEvents.TransferRejected,
)({
  name: 'follow-transfers',
  atOnce: true,
  react(event) {
    switch (event.type) {
      case 'TransferBatchPrepared':
        return event.data.transfers.map(reserve);
      case 'TransferBatchRefused':
        return event.data.transfers.map((line) => decline(line, 'batch_refused'));
      case 'TransferBatchCancelled':
        return event.data.transfers.map((line) => decline(line, 'batch_cancelled'));
      case 'TransferWithdrawn':
        return [decline(event.data.transfer, event.data.reason)];
      case 'TransferExecuted': {
        const { producerCode, transferId, bookedOn: executedOn } = event.data;
        const paid = { producerCode, transferId, executedOn };
        return [sendTo(accountAggregate, producerCode, 'ConfirmPayout', paid)];
      }
      case 'TransferRejected': {
        const { producerCode, transferId, reasonCode } = event.data;
        const back = { producerCode, transferId, reasonCode };
        return [sendTo(accountAggregate, producerCode, 'ReturnPayout', back)];
      }
    }
  },
});

function reserve({ producerCode, transferId, endToEndId, amountCentimes, lineIds }: TransferLine): Reaction {
  const payout = { producerCode, transferId, endToEndId, amountCentimes, lineIds };
  return sendTo(accountAggregate, producerCode, 'ReservePayout', payout);
}

function decline({ producerCode, transferId, endToEndId }: TransferLine, reason: string): Reaction {
  const left = { producerCode, transferId, endToEndId, reason };
  return sendTo(accountAggregate, producerCode, 'DeclinePayout', left);
}
