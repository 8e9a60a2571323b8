import { accounts, payments, type CorrectionPosted, type DeductionTaken } from '@oce/contracts';

/** Events of the worked numbers for specs, on accounts: advance, final share, correction, transfers. */

const taken = (
  kind: DeductionTaken['kind'],
  reference: string,
  takenCentimes: number,
  carriedCentimes = 0,
): DeductionTaken => ({
  kind,
  reference,
  takenCentimes,
  carriedCentimes,
  askedCentimes: takenCentimes + carriedCentimes,
  capCentimes: takenCentimes,
  limitedBy: 'nothing',
});

/** Case 2: 60 % of 6.00/kg on 1,467 kg, credit 1,584.36 and insurance 150.00 taken. */
export const advance = (producerCode = 'P-1', deliveryId = 'TM-1_T-1') =>
  payments.account.AdvancePosted({
    lineId: `ADV-${deliveryId}`,
    producerCode,
    deliveryId,
    campaignId: 'OLIVE-2026',
    productId: 'OLIVE',
    grade: 'extra',
    payableGrams: 1_467_000,
    priceScheduleVersion: 'PRIX-1',
    pricePerKgCentimes: 600,
    advancePpm: 600_000,
    coefficientPpm: 1_050_000,
    settlement: {
      scheduleVersion: 'RET-1',
      grossCentimes: 528_120,
      floorCentimes: 264_060,
      deductions: [taken('insurance', 'PR-1', 15_000), taken('input_credit', 'CR-1', 158_436, 81_564)],
      netCentimes: 354_684,
    },
    postedOn: '2026-10-02',
    postings: [{ account: accounts.member(producerCode), amountCentimes: 354_684 }],
  });

/** Case 4: share 9,982.92 less the advance; the rest of the credit is taken. */
export const finalShare = (producerCode = 'P-1') =>
  payments.account.FinalSharePosted({
    lineId: `FIN-POOL-1-${producerCode}`,
    producerCode,
    poolId: 'POOL-1',
    campaignId: 'OLIVE-2026',
    deliveries: [
      { deliveryId: 'TM-1_T-1', grade: 'extra', payableGrams: 1_467_000, coefficientPpm: 1_050_000 },
    ],
    poolValue: { distributableCentimes: 5_102_000, points: '7872310000000' },
    payableGrams: 1_467_000,
    points: '1540350000000',
    shareCentimes: 998_292,
    advancesCentimes: 528_120,
    complementCentimes: 470_172,
    overpaidCentimes: 0,
    settlement: {
      scheduleVersion: 'RET-1',
      grossCentimes: 470_172,
      floorCentimes: 235_086,
      deductions: [taken('input_credit', 'CR-1', 81_564)],
      netCentimes: 388_608,
    },
    postedOn: '2027-03-01',
    postings: [{ account: accounts.member(producerCode), amountCentimes: 388_608 }],
  });

const correction = (data: Partial<CorrectionPosted['data']> & Pick<CorrectionPosted['data'], 'lineId'>) =>
  payments.account.CorrectionPosted({
    producerCode: 'P-1',
    campaignId: 'OLIVE-2026',
    poolId: null,
    citesLineId: 'ADV-TM-1_T-1',
    deliveryId: 'TM-1_T-1',
    grade: 'extra',
    basis: 'reversal',
    counts: null,
    pointsDelta: '0',
    amountCentimes: 0,
    netCentimes: 0,
    claimCentimes: 0,
    reopened: [],
    settlement: null,
    reason: 'tare',
    postedOn: '2027-03-10',
    postings: [],
    ...data,
  });

/** Case 5: 680.50 too much, found after closing: a claim on later settlements. */
export const correctionAfterClosing = (): CorrectionPosted =>
  correction({
    lineId: 'COR-TM-1_T-1',
    poolId: 'POOL-1',
    citesLineId: 'FIN-POOL-1-P-1',
    pointsDelta: '-105000000000',
    amountCentimes: -68_050,
    claimCentimes: 68_050,
  });

/** An advance not paid yet is undone, with its deductions. */
export const advanceUndone = (): CorrectionPosted =>
  correction({
    lineId: 'COR-TM-1_T-1',
    amountCentimes: -528_120,
    netCentimes: -354_684,
    reopened: [
      { kind: 'insurance', reference: 'PR-1', amountCentimes: 15_000 },
      { kind: 'input_credit', reference: 'CR-1', amountCentimes: 158_436 },
    ],
  });

/** Case 2: the credit is taken back after the advance had recovered 1,584.36 of it. */
export const creditReversed = () =>
  payments.account.ClaimReversed({
    lineId: 'REV-CR-1',
    producerCode: 'P-1',
    kind: 'input_credit',
    reference: 'CR-1',
    amountCentimes: 240_000,
    recoveredCentimes: 158_436,
    reason: 'the crates of another',
    postedOn: '2026-10-20',
    postings: [{ account: accounts.member('P-1'), amountCentimes: 158_436 }],
  });

const transfer = { transferId: 'TR-1', endToEndId: 'E2E-1', amountCentimes: 354_684 };
export const batchPrepared = (...producerCodes: readonly string[]) =>
  payments.transferBatch.TransferBatchPrepared({
    batchId: 'B-1',
    executionDate: '2026-10-16',
    preparedBy: 'staff:a',
    transfers: producerCodes.map((producerCode, at) => ({
      ...transfer,
      transferId: `TR-${at + 1}`,
      endToEndId: `E2E-${at + 1}`,
      producerCode,
      lineIds: [`ADV-TM-1_T-${at + 1}`],
    })),
    totalCentimes: 354_684 * producerCodes.length,
  });
export const payoutConfirmed = (producerCode = 'P-1') =>
  payments.account.PayoutConfirmed({ producerCode, ...transfer, executedOn: '2026-10-16', postings: [] });
export const payoutReturned = (from: string, producerCode = 'P-1') =>
  payments.account.PayoutReturned({
    producerCode,
    ...transfer,
    reasonCode: 'AC01',
    postings: [
      { account: from, amountCentimes: -354_684 },
      { account: accounts.member(producerCode), amountCentimes: 354_684 },
    ],
  });

const inBatch = {
  batchId: 'B-1',
  transferId: 'TR-1',
  endToEndId: 'E2E-1',
  producerCode: 'P-1',
  amountCentimes: 354_684,
};
export const transferExecuted = () =>
  payments.transferBatch.TransferExecuted({ ...inBatch, bookedOn: '2026-10-17' });
export const transferRejected = (returned: boolean) =>
  payments.transferBatch.TransferRejected({ ...inBatch, reasonCode: 'AC01', returned });
/** The transfer of P-1 is left out of the file. */
export const transferFileIssued = (reason: string) =>
  payments.transferBatch.TransferFileIssued({
    batchId: 'B-1',
    messageId: 'M',
    paymentInformationId: 'I',
    transfers: 0,
    totalCentimes: 0,
    sha256: '-',
    excluded: [{ transferId: 'TR-1', producerCode: 'P-1', reason }],
    issuedOn: '2026-10-15',
  });

export const poolClosed = () =>
  payments.pool.PoolClosed({
    poolId: 'POOL-1',
    kind: 'pooled',
    campaignId: 'OLIVE-2026',
    productId: 'OLIVE',
    grades: ['extra'],
    lotIds: null,
    proceedsCentimes: 6_200_000,
    charges: [{ kind: 'storage', chargedBy: 'oce', askedCentimes: 90_000, amountCentimes: 90_000 }],
    distributableCentimes: 5_102_000,
    points: '7872310000000',
    members: 3,
    deliveries: 3,
    payableGrams: 8_000_000,
    logPosition: 9,
    attempt: 'A-1',
    closedOn: '2027-01-31',
    lossCentimes: 0,
    lossBorneBy: null,
    oceChargesCapPpm: 50_000,
    acknowledged: [],
    postings: [{ account: 'pool:POOL-1', amountCentimes: 0 }],
  });
