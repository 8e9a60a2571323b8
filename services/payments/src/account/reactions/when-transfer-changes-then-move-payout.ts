import { type TransferLine } from '@oce/contracts';
import { policyOn, type Reaction } from '@oce/policies';
import { transferBatchEvents } from '../../transfer-batch/domain/transfer-batch.events';
import type { ReservePayout } from '../domain/account.commands';

/** What becomes of a transfer becomes of its payout: set aside, left out, paid, given back. */
export const followTransfersPolicy = policyOn(transferBatchEvents)({
  name: 'follow-transfers',
  react(event) {
    switch (event.type) {
      case 'TransferBatchPrepared':
        return event.data.transfers.map((line) =>
          onAccount(line.producerCode, 'ReservePayout', reservation(line)),
        );
      case 'TransferBatchRefused': {
        const { transfers } = event.data;
        return transfers.map((line) => decline(line, 'batch_refused'));
      }
      case 'TransferExecuted': {
        const { producerCode, transferId, bookedOn: executedOn } = event.data;
        return [onAccount(producerCode, 'ConfirmPayout', { producerCode, transferId, executedOn })];
      }
      case 'TransferRejected': {
        const { producerCode, transferId, reasonCode } = event.data;
        return [onAccount(producerCode, 'ReturnPayout', { producerCode, transferId, reasonCode })];
      }
      default:
        // What a file leaves out is declined by whoever issues it, before the file is issued.
        return [];
    }
  },
});

/** The payout that a transfer sets aside. */
export function reservation(line: TransferLine): ReservePayout['data'] {
  const { producerCode, transferId, endToEndId, amountCentimes, lineIds } = line;
  return { producerCode, transferId, endToEndId, amountCentimes, lineIds };
}

function decline({ producerCode, transferId, endToEndId }: TransferLine, reason: string): Reaction {
  return onAccount(producerCode, 'DeclinePayout', { producerCode, transferId, endToEndId, reason });
}

function onAccount(id: string, type: string, data: object): Reaction {
  return { aggregate: 'account', id, type, data };
}
