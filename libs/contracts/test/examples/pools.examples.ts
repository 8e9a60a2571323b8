import { accounts } from '../../src/ledger';
import type { PaymentsContractEvent } from '../../src/payments.events';
import type { ExamplesOf } from './example';

const pool = accounts.pool('OLIVE-2026-extra');
const poolOf = { poolId: 'OLIVE-2026-extra', kind: 'pooled' as const, campaignId: 'OLIVE-2026' };

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
