import type { PaymentsContractEvent } from '../../src/payments.events';
import type { ExamplesOf } from './example';

const one = {
  transferId: 'TR-1',
  endToEndId: 'OCE-2026-11-TR-1',
  producerCode: 'P-0001',
  amountCentimes: 354_684,
};

export const transferExamples = {
  BankDetailsSuspended: {
    v: 1,
    data: {
      producerCode: 'P-0001',
      ribHash: '6b1f0f5d2c',
      transferId: 'TR-1',
      reasonCode: 'AC04',
      returned: true,
      suspendedOn: '2026-11-20',
    },
  },
  BankDetailsRestored: { v: 1, data: { producerCode: 'P-0001', restoredOn: '2026-11-24' } },
  TransferBatchPrepared: {
    v: 1,
    data: {
      batchId: 'BATCH-1',
      executionDate: '2026-11-03',
      transfers: [{ ...one, lineIds: ['ADV-TM-1_T-0001'] }],
      totalCentimes: 354_684,
      preparedBy: 'staff:amal',
    },
  },
  TransferFileIssued: {
    v: 1,
    data: {
      batchId: 'BATCH-1',
      messageId: 'OCE-BATCH-1',
      paymentInformationId: 'OCE-BATCH-1-1',
      transfers: 1,
      totalCentimes: 354_684,
      sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
      excluded: [{ transferId: 'TR-2', producerCode: 'P-0002', reason: 'no_bank_details' }],
      issuedOn: '2026-11-02',
    },
  },
  TransferExecuted: { v: 1, data: { batchId: 'BATCH-1', ...one, bookedOn: '2026-11-03' } },
  TransferRejected: { v: 1, data: { batchId: 'BATCH-1', ...one, reasonCode: 'AC01', returned: false } },
} satisfies Partial<ExamplesOf<PaymentsContractEvent>>;
