import {
  accounts,
  type AdvancePosted,
  type CorrectionPosted,
  type DeductionTaken,
  type DeliveryWeighedIn,
  type FinalSharePosted,
  type InvoiceIssued,
  type LotClosed,
  type PayoutConfirmed,
  type PayoutReturned,
  type TransferBatchPrepared,
} from '@oce/contracts';

/** Events of the worked numbers for specs: intake, advance, final share, correction, transfers, a sale. */

const taken = (
  kind: DeductionTaken['kind'],
  reference: string,
  takenCentimes: number,
  carriedCentimes = 0,
): DeductionTaken => ({
  ...{ kind, reference, takenCentimes, carriedCentimes },
  askedCentimes: takenCentimes + carriedCentimes,
  ...{ capCentimes: takenCentimes, limitedBy: 'nothing' },
});

export const weighed = (
  deliveryId = 'TM-1_T-1',
  producerCode = 'P-1',
  weighedAt = '2026-10-01T08:00:00Z',
): DeliveryWeighedIn => ({
  type: 'DeliveryWeighedIn',
  v: 2,
  data: {
    ...{ deliveryId, stationId: 'ST-1', terminalId: 'TM-1', scaleId: 'SC-1' },
    ...{ ticketNumber: deliveryId.split('_')[1] ?? deliveryId, producerCode },
    ...{ campaignId: 'OLIVE-2026', productId: 'OLIVE' },
    ...{ grossGrams: 1_860_000, tareGrams: 360_000, netGrams: 1_500_000, weighedAt },
  },
});

/** Case 2: 60 % of 6.00/kg on 1,467 kg, credit 1,584.36 and insurance 150.00 taken. */
export const advance = (producerCode = 'P-1', deliveryId = 'TM-1_T-1'): AdvancePosted => ({
  type: 'AdvancePosted',
  v: 1,
  data: {
    lineId: `ADV-${deliveryId}`,
    ...{ producerCode, deliveryId, campaignId: 'OLIVE-2026', productId: 'OLIVE', grade: 'extra' },
    ...{ payableGrams: 1_467_000, priceScheduleVersion: 'PRIX-1', pricePerKgCentimes: 600 },
    ...{ advancePpm: 600_000, coefficientPpm: 1_050_000 },
    settlement: {
      ...{ scheduleVersion: 'RET-1', grossCentimes: 528_120, floorCentimes: 264_060 },
      deductions: [taken('insurance', 'PR-1', 15_000), taken('input_credit', 'CR-1', 158_436, 81_564)],
      netCentimes: 354_684,
    },
    postedOn: '2026-10-02',
    postings: [{ account: accounts.member(producerCode), amountCentimes: 354_684 }],
  },
});

/** Case 4: share 9,982.92 less the advance; the rest of the credit is taken. */
export const finalShare = (producerCode = 'P-1'): FinalSharePosted => ({
  type: 'FinalSharePosted',
  v: 1,
  data: {
    lineId: `FIN-POOL-1-${producerCode}`,
    ...{ producerCode, poolId: 'POOL-1', campaignId: 'OLIVE-2026' },
    deliveries: [
      { deliveryId: 'TM-1_T-1', grade: 'extra', payableGrams: 1_467_000, coefficientPpm: 1_050_000 },
    ],
    poolValue: { distributableCentimes: 5_102_000, points: '7872310000000' },
    ...{ payableGrams: 1_467_000, points: '1540350000000', shareCentimes: 998_292 },
    ...{ advancesCentimes: 528_120, complementCentimes: 470_172, overpaidCentimes: 0 },
    settlement: {
      ...{ scheduleVersion: 'RET-1', grossCentimes: 470_172, floorCentimes: 235_086 },
      deductions: [taken('input_credit', 'CR-1', 81_564)],
      netCentimes: 388_608,
    },
    postedOn: '2027-03-01',
    postings: [{ account: accounts.member(producerCode), amountCentimes: 388_608 }],
  },
});

const correction = (
  data: Partial<CorrectionPosted['data']> & Pick<CorrectionPosted['data'], 'lineId'>,
): CorrectionPosted => ({
  type: 'CorrectionPosted',
  v: 1,
  data: {
    ...{ producerCode: 'P-1', campaignId: 'OLIVE-2026', poolId: null, citesLineId: 'ADV-TM-1_T-1' },
    ...{ deliveryId: 'TM-1_T-1', grade: 'extra', basis: 'reversal', counts: null, pointsDelta: '0' },
    ...{ amountCentimes: 0, netCentimes: 0, claimCentimes: 0, reopened: [], settlement: null },
    ...{ reason: 'tare', postedOn: '2027-03-10', postings: [] },
    ...data,
  },
});

/** Case 5: 680.50 too much, found after closing: a claim on later settlements. */
export const correctionAfterClosing = (): CorrectionPosted =>
  correction({
    ...{ lineId: 'COR-TM-1_T-1', poolId: 'POOL-1', citesLineId: 'FIN-POOL-1-P-1' },
    ...{ pointsDelta: '-105000000000', amountCentimes: -68_050, claimCentimes: 68_050 },
  });

/** An advance not paid yet is undone, with its deductions. */
export const advanceUndone = (): CorrectionPosted =>
  correction({
    ...{ lineId: 'COR-TM-1_T-1', amountCentimes: -528_120, netCentimes: -354_684 },
    reopened: [
      { kind: 'insurance', reference: 'PR-1', amountCentimes: 15_000 },
      { kind: 'input_credit', reference: 'CR-1', amountCentimes: 158_436 },
    ],
  });

const transfer = { transferId: 'TR-1', endToEndId: 'E2E-1', amountCentimes: 354_684 };
export const batchPrepared = (...producerCodes: readonly string[]): TransferBatchPrepared => ({
  type: 'TransferBatchPrepared',
  v: 1,
  data: {
    ...{ batchId: 'B-1', executionDate: '2026-10-16', preparedBy: 'staff:a' },
    transfers: producerCodes.map((producerCode, at) => ({
      ...{ ...transfer, transferId: `TR-${at + 1}`, endToEndId: `E2E-${at + 1}` },
      ...{ producerCode, lineIds: [`ADV-TM-1_T-${at + 1}`] },
    })),
    totalCentimes: 354_684 * producerCodes.length,
  },
});
export const payoutConfirmed = (producerCode = 'P-1'): PayoutConfirmed => ({
  type: 'PayoutConfirmed',
  v: 1,
  data: { producerCode, ...transfer, executedOn: '2026-10-16', postings: [] },
});
export const payoutReturned = (from: string, producerCode = 'P-1'): PayoutReturned => ({
  type: 'PayoutReturned',
  v: 1,
  data: {
    ...{ producerCode, ...transfer, reasonCode: 'AC01' },
    postings: [
      { account: from, amountCentimes: -354_684 },
      { account: accounts.member(producerCode), amountCentimes: 354_684 },
    ],
  },
});

export const lotClosed = (): LotClosed => ({
  type: 'LotClosed',
  v: 1,
  data: {
    ...{ lotId: 'LOT-1', stationId: 'ST-1', campaignId: 'OLIVE-2026', productId: 'OLIVE', grade: 'extra' },
    netGrams: 3_000_000,
    deliveries: [
      { deliveryId: 'TM-1_T-1', producerCode: 'P-1', netGrams: 1_000_000, payableGrams: 980_000 },
      { deliveryId: 'TM-1_T-2', producerCode: 'P-2', netGrams: 1_500_000, payableGrams: 1_470_000 },
      { deliveryId: 'TM-1_T-3', producerCode: 'P-1', netGrams: 500_000, payableGrams: 490_000 },
    ],
    closedOn: '2026-10-05',
  },
});

const priced = (lotId: string, grams: number, amountCentimes: number) => ({
  ...{ lotId, grams, campaignId: 'OLIVE-2026', productId: 'OLIVE', grade: 'extra' },
  ...{ pricePerKgCentimes: 900, amountCentimes },
});
export const invoiceIssued = (): InvoiceIssued => ({
  type: 'InvoiceIssued',
  v: 1,
  data: {
    ...{ invoiceNumber: 'F-2026-1', orderId: 'O-1', contractId: 'K-1', kind: 'pooled', buyerId: 'BUYER-1' },
    lines: [priced('LOT-1', 2_000_000, 1_800_000), priced('LOT-9', 100_000, 90_000)],
    ...{ amountCentimes: 1_890_000, issuedOn: '2026-11-01', dueOn: '2026-12-01', postings: [] },
  },
});
