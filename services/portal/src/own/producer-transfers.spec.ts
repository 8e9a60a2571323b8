import { accounts, type PaymentsContractEvent } from '@oce/contracts';
import { projected } from '@oce/testing';
import {
  batchPrepared,
  payoutConfirmed,
  payoutReturned,
  transferExecuted,
  transferFileIssued,
  transferRejected,
} from '../../test/account-events';
import { producerTransfersProjection } from './reads/producer-transfers';

const one = (...events: PaymentsContractEvent[]) =>
  projected(producerTransfersProjection, [batchPrepared('P-1', 'P-2'), ...events])['TR-1'];

describe('transfers of producers', () => {
  it('gives each producer of a batch their own', () => {
    expect(one()).toMatchObject({
      producerCode: 'P-1',
      status: 'prepared',
      amountCentimes: 354_684,
      executionDate: '2026-10-16',
      lineIds: ['ADV-TM-1_T-1'],
    });
  });

  it.each<[string, PaymentsContractEvent[], object]>([
    ['executed', [transferExecuted(), payoutConfirmed()], { bookedOn: '2026-10-17' }],
    ['executed', [payoutConfirmed()], { bookedOn: '2026-10-16' }],
    ['rejected', [transferRejected(false), payoutReturned(accounts.inTransfer)], { reasonCode: 'AC01' }],
    ['rejected', [payoutReturned(accounts.inTransfer)], { reasonCode: 'AC01' }],
    [
      'returned',
      [transferExecuted(), transferRejected(true), payoutReturned(accounts.bank('main'))],
      { reasonCode: 'AC01' },
    ],
    ['returned', [payoutConfirmed(), payoutReturned(accounts.bank('main'))], { reasonCode: 'AC01' }],
  ])('says %s after what the bank and the account said', (status, events, more) => {
    expect(one(...events)).toMatchObject({ status, ...more });
  });

  it('says that a transfer was left out of its file, and why', () => {
    expect(one(transferFileIssued('rib_missing'))).toMatchObject({
      status: 'left_out',
      reasonCode: 'rib_missing',
    });
  });

  it.each(['batch_refused', 'batch_cancelled'])(
    'says that the office left it out, not the bank: %s',
    (reasonCode) => {
      const returned = payoutReturned(accounts.inTransfer);
      const given = { ...returned, data: { ...returned.data, reasonCode } } as PaymentsContractEvent;
      expect(one(given)).toMatchObject({ status: 'left_out', reasonCode });
    },
  );
});
