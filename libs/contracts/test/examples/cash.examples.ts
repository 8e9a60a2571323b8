import type { PaymentsContractEvent } from '../../src/payments.events';
import type { ExamplesOf } from './example';

const payout = {
  dispositionId: 'CASH-1',
  transferId: 'CASH_CASH-1',
  endToEndId: 'CSH-0F343B0931126A20F133D67C',
  producerCode: 'P-0002',
  amountCentimes: 120_000,
};
const counter = { counterId: 'G-SEFROU', name: 'Guichet de Sefrou', place: 'Sefrou' };

export const cashExamples = {
  CashDispositionPrepared: {
    v: 1,
    data: {
      ...payout,
      lineIds: ['ADV-TM-1_T-0002'],
      counter,
      insteadOfSuspended: false,
      preparedBy: 'staff:amal',
      preparedOn: '2026-11-03',
      payableUntil: '2026-12-03',
    },
  },
  CashPaidOut: {
    v: 1,
    data: { ...payout, counter, receiptNumber: 'R000451', paidBy: 'staff:said', paidOn: '2026-11-05' },
  },
  CashDispositionCancelled: {
    v: 1,
    data: {
      ...payout,
      counter,
      cancelledBy: 'staff:badr',
      reason: 'the counter moved',
      cancelledOn: '2026-11-06',
    },
  },
  PayoutTermsPublished: {
    v: 1,
    data: {
      termsId: 'office',
      version: 'TERMS-2026',
      validFrom: '2026-11-01',
      minimumTransferCentimes: 5_000,
      cashDays: 30,
    },
  },
  CashDispositionExpired: { v: 1, data: { ...payout, counter, expiredOn: '2026-12-07' } },
} satisfies Partial<ExamplesOf<PaymentsContractEvent>>;
