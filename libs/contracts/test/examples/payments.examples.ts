import { accounts } from '../../src/ledger';
import type { PaymentsContractEvent, SettlementLines } from '../../src/payments.events';
import { taken } from './claims.examples';
import type { ExamplesOf } from './example';

const member = accounts.member('P-0001');
const credit = accounts.inputCredit('P-0001');
const pool = accounts.pool('OLIVE-2026-extra');
const advances = accounts.advances('OLIVE-2026');

/** Case 2 of the worked numbers: 5,281.20 less insurance of 150.00 and 1,584.36 of input credit. */
const settlement: SettlementLines = {
  scheduleVersion: 'D-2026-1',
  grossCentimes: 528_120,
  floorCentimes: 264_060,
  deductions: [
    taken('insurance', 'PREMIUM-2026', [15_000, 528_120, 15_000]),
    taken('input_credit', 'IC-1', [240_000, 158_436, 158_436]),
  ],
  netCentimes: 354_684,
};
/** Case 4: the complement of 4,701.72 less the 815.64 that were left of the credit. */
const complement: SettlementLines = {
  scheduleVersion: 'D-2026-1',
  grossCentimes: 470_172,
  floorCentimes: 235_086,
  deductions: [taken('input_credit', 'IC-1', [81_564, 141_051, 81_564])],
  netCentimes: 388_608,
};
const payout = {
  producerCode: 'P-0001',
  transferId: 'TR-1',
  endToEndId: 'OCE-2026-11-TR-1',
  amountCentimes: 354_684,
};
const inTransfer = (amountCentimes: number) => [
  { account: accounts.inTransfer, amountCentimes: -amountCentimes },
  { account: accounts.bank('main'), amountCentimes },
];

export const accountExamples = {
  AdvancePosted: {
    v: 1,
    data: {
      lineId: 'ADV-TM-1_T-0001',
      producerCode: 'P-0001',
      deliveryId: 'TM-1_T-0001',
      campaignId: 'OLIVE-2026',
      productId: 'OLIVE',
      grade: 'extra',
      payableGrams: 1_467_000,
      priceScheduleVersion: 'PS-2026-1',
      pricePerKgCentimes: 600,
      advancePpm: 600_000,
      coefficientPpm: 1_050_000,
      settlement,
      postedOn: '2026-10-01',
      postings: [
        { account: advances, amountCentimes: -528_120 },
        { account: accounts.insurance, amountCentimes: 15_000 },
        { account: credit, amountCentimes: 158_436 },
        { account: member, amountCentimes: 354_684 },
      ],
    },
  },
  PremiumWithheld: {
    v: 1,
    data: {
      producerCode: 'P-0001',
      premiumId: 'PREMIUM-2026',
      takenCentimes: 15_000,
      leftCentimes: 0,
      lineId: 'ADV-TM-1_T-0001',
    },
  },
  FinalSharePosted: {
    v: 1,
    data: {
      lineId: 'FIN-OLIVE-2026-extra',
      producerCode: 'P-0001',
      poolId: 'OLIVE-2026-extra',
      campaignId: 'OLIVE-2026',
      deliveries: [
        { deliveryId: 'TM-1_T-0001', grade: 'extra', payableGrams: 1_467_000, coefficientPpm: 1_050_000 },
      ],
      poolValue: { distributableCentimes: 5_102_000, points: '7872310000000' },
      payableGrams: 1_467_000,
      points: '1540350000000',
      shareCentimes: 998_292,
      advancesCentimes: 528_120,
      complementCentimes: 470_172,
      overpaidCentimes: 0,
      settlement: complement,
      postedOn: '2027-02-01',
      postings: [
        { account: pool, amountCentimes: -998_292 },
        { account: advances, amountCentimes: 528_120 },
        { account: credit, amountCentimes: 81_564 },
        { account: member, amountCentimes: 388_608 },
      ],
    },
  },
  /** Case 5: 100 kg less, found after the closing. */
  CorrectionPosted: {
    v: 1,
    data: {
      lineId: 'COR-TM-1_T-0001',
      producerCode: 'P-0001',
      campaignId: 'OLIVE-2026',
      poolId: 'OLIVE-2026-extra',
      citesLineId: 'FIN-OLIVE-2026-extra',
      deliveryId: 'TM-1_T-0001',
      grade: 'extra',
      basis: 'replacement',
      counts: {
        deliveryId: 'TM-1_T-0001C',
        grade: 'extra',
        payableGrams: 1_367_000,
        coefficientPpm: 1_050_000,
        advanceCentimes: 492_120,
      },
      pointsDelta: '-105000000000',
      amountCentimes: -68_050,
      netCentimes: 0,
      claimCentimes: 68_050,
      reopened: [],
      settlement: null,
      reason: 'wrong tare',
      postedOn: '2027-02-10',
      postings: [
        { account: pool, amountCentimes: 68_050 },
        { account: credit, amountCentimes: -68_050 },
      ],
    },
  },
  /** A thousand dirhams that came after the closing, over the same 7,872.31 points: 195.67 for the first member. */
  SupplementPosted: {
    v: 1,
    data: {
      lineId: 'SUP-OLIVE-2026-extra-1',
      producerCode: 'P-0001',
      poolId: 'OLIVE-2026-extra',
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
        scheduleVersion: 'DEDUCTIONS-1',
        grossCentimes: 19_567,
        floorCentimes: 9_784,
        deductions: [],
        netCentimes: 19_567,
      },
      postedOn: '2027-03-01',
      postings: [
        { account: pool, amountCentimes: -19_567 },
        { account: member, amountCentimes: 19_567 },
      ],
    },
  },
  FinalShareTakenBack: {
    v: 1,
    data: {
      lineId: 'TAK-OLIVE-2026-extra-1',
      producerCode: 'P-0001',
      poolId: 'OLIVE-2026-extra',
      campaignId: 'OLIVE-2026',
      citesLineId: 'FIN-OLIVE-2026-extra',
      attempt: 'close-1',
      deliveries: [
        { deliveryId: 'TM-1_T-0001', grade: 'extra', payableGrams: 1_467_000, coefficientPpm: 1_050_000 },
      ],
      shareCentimes: 998_292,
      advancesCentimes: 528_120,
      complementCentimes: 470_172,
      overpaidCentimes: 0,
      recoveredCentimes: 0,
      netCentimes: -388_608,
      reopened: [{ kind: 'input_credit', reference: 'CR-7', amountCentimes: 81_564 }],
      reason: 'an invoice was forgotten',
      postedOn: '2027-02-02',
      postings: [
        { account: pool, amountCentimes: 998_292 },
        { account: advances, amountCentimes: -528_120 },
        { account: credit, amountCentimes: -81_564 },
        { account: member, amountCentimes: -388_608 },
      ],
    },
  },
  PayoutConfirmed: { v: 1, data: { ...payout, executedOn: '2026-11-03', postings: inTransfer(354_684) } },
  PayoutReturned: {
    v: 1,
    data: {
      ...payout,
      reasonCode: 'AC01',
      postings: [
        { account: accounts.inTransfer, amountCentimes: -354_684 },
        { account: member, amountCentimes: 354_684 },
      ],
    },
  },
} satisfies Partial<ExamplesOf<PaymentsContractEvent>>;
