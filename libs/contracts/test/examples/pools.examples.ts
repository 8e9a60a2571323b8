import { accounts } from '../../src/ledger';
import type { PaymentsContractEvent } from '../../src/payments.events';
import type { ExamplesOf } from './example';

const pool = accounts.pool('OLIVE-2026-extra');
const poolOf = { poolId: 'OLIVE-2026-extra', kind: 'pooled' as const, campaignId: 'OLIVE-2026' };

const proceeds = {
  proceedsId: 'PR-1',
  invoiceNumber: 'OCE-2026-000001',
  amountCentimes: 40_000,
  valueDate: '2026-12-15',
};
const postingsTo = (account: string) => [
  { account: accounts.sales('OCE-2026-000001'), amountCentimes: -40_000 },
  { account, amountCentimes: 40_000 },
];

/** What payments says of pools. */
export const poolExamples = {
  PoolClosed: {
    v: 2,
    data: {
      poolId: 'OLIVE-2026-extra',
      kind: 'pooled',
      campaignId: 'OLIVE-2026',
      productId: 'OLIVE',
      grades: ['extra'],
      lotIds: null,
      proceedsCentimes: 6_200_000,
      charges: [
        { kind: 'milling', chargedBy: 'third_party', askedCentimes: 640_000, amountCentimes: 640_000 },
        { kind: 'transport', chargedBy: 'third_party', askedCentimes: 210_000, amountCentimes: 210_000 },
        { kind: 'commission', chargedBy: 'oce', askedCentimes: 248_000, amountCentimes: 248_000 },
      ],
      distributableCentimes: 5_102_000,
      points: '7872310000000',
      members: 3,
      deliveries: 3,
      payableGrams: 8_000_000,
      logPosition: 4711,
      attempt: 'close-1',
      closedOn: '2027-01-31',
      lossCentimes: 0,
      lossBorneBy: null,
      oceChargesCapPpm: 50_000,
      acknowledged: ['open_invoices'],
      postings: [
        { account: pool, amountCentimes: -1_098_000 },
        { account: accounts.milling, amountCentimes: 640_000 },
        { account: accounts.costs('transport'), amountCentimes: 210_000 },
        { account: accounts.commission, amountCentimes: 248_000 },
      ],
    },
  },
  ClosingTakenBack: {
    v: 1,
    data: {
      ...poolOf,
      productId: 'OLIVE',
      grades: ['extra'],
      lotIds: null,
      attempt: 'close-1',
      closedOn: '2027-01-31',
      reason: 'an invoice was forgotten',
      takenBackOn: '2027-02-02',
      postings: [
        { account: pool, amountCentimes: 1_098_000 },
        { account: accounts.milling, amountCentimes: -640_000 },
        { account: accounts.costs('transport'), amountCentimes: -210_000 },
        { account: accounts.commission, amountCentimes: -248_000 },
      ],
    },
  },
  SupplementDistributed: {
    v: 1,
    data: {
      ...poolOf,
      supplementId: 'SUPPLEMENT-1',
      number: 1,
      attempt: 'supplement-1',
      distributedCentimes: 100_000,
      sharedCentimes: 100_000,
      points: '7872310000000',
      members: 3,
      lateDeliveries: 0,
      arrearsCentimes: 0,
      restCentimes: 0,
      logPosition: 4780,
      distributedOn: '2027-03-01',
    },
  },
  ChargePosted: {
    v: 2,
    data: {
      poolId: 'OLIVE-2026-extra',
      chargeId: 'CH-1',
      kind: 'transport',
      chargedBy: 'third_party',
      amountCentimes: 12_000,
      postedBy: 'staff:amal',
      limit: 5_000_000,
      postings: [
        { account: pool, amountCentimes: -12_000 },
        { account: accounts.costs('transport'), amountCentimes: 12_000 },
      ],
    },
  },
  ChargeReversed: {
    v: 1,
    data: {
      poolId: 'OLIVE-2026-extra',
      chargeId: 'CH-1',
      kind: 'transport',
      reason: 'billed twice',
      freedCentimes: 12_000,
      lossBackCentimes: 0,
      reversedBy: 'staff:amal',
      postings: [
        { account: pool, amountCentimes: 12_000 },
        { account: accounts.costs('transport'), amountCentimes: -12_000 },
      ],
    },
  },
  ProceedsPooled: {
    v: 1,
    data: {
      poolId: 'OLIVE-2026-extra',
      ...proceeds,
      parts: [{ lotId: 'LOT-1', grade: 'extra', amountCentimes: 40_000, soldAs: 'RUN-7_BOTTLES' }],
      postings: postingsTo(pool),
    },
  },
  ProceedsReserved: {
    v: 1,
    data: {
      poolId: 'OLIVE-2026-extra',
      ...proceeds,
      parts: [{ lotId: 'LOT-2', grade: 'extra', amountCentimes: 40_000 }],
      postings: postingsTo(accounts.reserve),
    },
  },
  ProceedsKept: {
    v: 1,
    data: {
      lotId: 'LOT-3',
      ...proceeds,
      parts: [{ lotId: 'LOT-3', grade: 'extra', amountCentimes: 40_000, soldAs: 'RUN-7_BOTTLES' }],
      postings: postingsTo(accounts.result),
    },
  },
  PoolWoundUp: {
    v: 1,
    data: {
      ...poolOf,
      restCentimes: 68_050,
      account: accounts.reserve,
      acknowledged: ['rest_to_share'],
      woundUpOn: '2027-06-30',
      postings: [
        { account: pool, amountCentimes: -68_050 },
        { account: accounts.reserve, amountCentimes: 68_050 },
      ],
    },
  },
} satisfies Partial<ExamplesOf<PaymentsContractEvent>>;
