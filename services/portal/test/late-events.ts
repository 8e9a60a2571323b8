import { accounts, payments, type CashCounter } from '@oce/contracts';

/** Events for specs of what comes late: supplements, cash at a counter, the minimum of a transfer. */

/** 1,100.00 came after the closing: 100.00 met goods counted late, 1,000.00 went to all points. */
export const supplementDistributed = () =>
  payments.pool.SupplementDistributed({
    poolId: 'POOL-1',
    kind: 'pooled',
    campaignId: 'OLIVE-2026',
    supplementId: 'S-1',
    number: 1,
    attempt: 'A-1',
    distributedCentimes: 110_000,
    sharedCentimes: 100_000,
    points: '7872310000000',
    members: 3,
    lateDeliveries: 0,
    arrearsCentimes: 0,
    restCentimes: 0,
    logPosition: 9,
    distributedOn: '2027-03-01',
  });

/** 3,600.00 were advanced on goods that were owed 6,480.94 still when the pool ended. */
export const arrearsSettled = () =>
  payments.account.ArrearsSettled({
    producerCode: 'P-1',
    poolId: 'POOL-1',
    campaignId: 'OLIVE-2026',
    arrearsCentimes: 648_094,
    advancesCentimes: 360_000,
    deliveries: [],
    isLate: false,
    settledOn: '2027-06-01',
    postings: [
      { account: accounts.advances('OLIVE-2026'), amountCentimes: 360_000 },
      { account: accounts.corrections, amountCentimes: -360_000 },
    ],
  });

/** The first member's part: 1,540.35 points of 7,872.31 are 195.67. */
export const supplementPosted = () =>
  payments.account.SupplementPosted({
    lineId: 'SUP-POOL-1-1',
    producerCode: 'P-1',
    poolId: 'POOL-1',
    campaignId: 'OLIVE-2026',
    number: 1,
    deliveries: [],
    poolValue: { distributableCentimes: 5_102_000, points: '7872310000000' },
    points: '1540350000000',
    shareCentimes: 19_567,
    advancesCentimes: 0,
    complementCentimes: 19_567,
    overpaidCentimes: 0,
    unmetCentimes: 0,
    settlement: {
      scheduleVersion: 'RET-1',
      grossCentimes: 19_567,
      floorCentimes: 9_784,
      deductions: [],
      netCentimes: 19_567,
    },
    postedOn: '2027-03-01',
    postings: [{ account: accounts.member('P-1'), amountCentimes: 19_567 }],
  });

export const COUNTER: CashCounter = { counterId: 'G-SEFROU', name: 'Guichet de Sefrou', place: 'Sefrou' };

const cash = {
  dispositionId: 'C-1',
  transferId: 'CASH_C-1',
  endToEndId: 'CSH-1',
  producerCode: 'P-1',
  amountCentimes: 354_684,
  counter: COUNTER,
};
export const cashPrepared = () =>
  payments.cashDisposition.CashDispositionPrepared({
    ...cash,
    lineIds: ['ADV-TM-1_T-1'],
    insteadOfSuspended: false,
    preparedBy: 'staff:a',
    preparedOn: '2026-10-16',
    payableUntil: '2026-11-15',
  });
export const cashPaidOut = () =>
  payments.cashDisposition.CashPaidOut({
    ...cash,
    receiptNumber: 'R000451',
    paidBy: 'staff:c',
    paidOn: '2026-10-20',
  });
export const cashCancelled = () =>
  payments.cashDisposition.CashDispositionCancelled({
    ...cash,
    cancelledBy: 'staff:b',
    reason: 'the counter moved',
    cancelledOn: '2026-10-20',
  });
export const cashExpired = () =>
  payments.cashDisposition.CashDispositionExpired({ ...cash, expiredOn: '2026-11-19' });

const { dispositionId: _disposition, ...payout } = cash;
export const cashConfirmed = () =>
  payments.account.PayoutConfirmed({ ...payout, executedOn: '2026-10-20', postings: [] });
/** The account has its money again: it never left `in-transfer`. */
export const cashReturned = () =>
  payments.account.PayoutReturned({
    ...payout,
    reasonCode: 'cash_expired',
    postings: [
      { account: accounts.inTransfer, amountCentimes: -354_684 },
      { account: accounts.member('P-1'), amountCentimes: 354_684 },
    ],
  });

export const termsPublished = (
  version: string,
  validFrom: string,
  minimumTransferCentimes: number,
  cashDays?: number,
) =>
  payments.payoutTerms.PayoutTermsPublished({
    termsId: 'office',
    version,
    validFrom,
    minimumTransferCentimes,
    ...(cashDays === undefined ? {} : { cashDays }),
  });
