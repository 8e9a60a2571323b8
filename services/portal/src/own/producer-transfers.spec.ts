import { accounts, type PaymentsContractEvent } from '@oce/contracts';
import { batchPrepared, payoutConfirmed, payoutReturned } from '../../test/events';
import { projected } from '@oce/testing';
import { producerTransfersProjection } from './reads/producer-transfers';

const transfer = { batchId: 'B-1', transferId: 'TR-1', endToEndId: 'E2E-1', producerCode: 'P-1' };
const executed: PaymentsContractEvent = {
  ...{ type: 'TransferExecuted', v: 1 },
  data: { ...transfer, amountCentimes: 354_684, bookedOn: '2026-10-17' },
};
const rejected = (returned: boolean): PaymentsContractEvent => ({
  ...{ type: 'TransferRejected', v: 1 },
  data: { ...transfer, amountCentimes: 354_684, reasonCode: 'AC01', returned },
});
const one = (...events: PaymentsContractEvent[]) =>
  projected(producerTransfersProjection, [batchPrepared('P-1', 'P-2'), ...events])['TR-1'];

describe('transfers of producers', () => {
  it('gives each producer of a batch their own', () => {
    expect(one()).toMatchObject({
      ...{ producerCode: 'P-1', status: 'prepared', amountCentimes: 354_684 },
      ...{ executionDate: '2026-10-16', lineIds: ['ADV-TM-1_T-1'] },
    });
  });

  it.each<[string, PaymentsContractEvent[], object]>([
    ['executed', [executed, payoutConfirmed()], { bookedOn: '2026-10-17' }],
    ['executed', [payoutConfirmed()], { bookedOn: '2026-10-16' }],
    ['rejected', [rejected(false), payoutReturned(accounts.inTransfer)], { reasonCode: 'AC01' }],
    ['rejected', [payoutReturned(accounts.inTransfer)], { reasonCode: 'AC01' }],
    ['returned', [executed, rejected(true), payoutReturned(accounts.bank('main'))], { reasonCode: 'AC01' }],
    ['returned', [payoutConfirmed(), payoutReturned(accounts.bank('main'))], { reasonCode: 'AC01' }],
  ])('says %s after what the bank and the account said', (status, events, more) => {
    expect(one(...events)).toMatchObject({ status, ...more });
  });

  it('says that a transfer was left out of its file, and why', () => {
    const excluded = [{ transferId: 'TR-1', producerCode: 'P-1', reason: 'rib_missing' }];
    const file = {
      batchId: 'B-1',
      messageId: 'M',
      paymentInformationId: 'I',
      transfers: 1,
      totalCentimes: 1,
    };
    const data = { ...file, sha256: '-', excluded, issuedOn: '2026-10-15' };
    expect(one({ type: 'TransferFileIssued', v: 1, data })).toMatchObject({
      ...{ status: 'left_out', reasonCode: 'rib_missing' },
    });
  });
});
