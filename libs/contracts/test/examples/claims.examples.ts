import { accounts } from '../../src/ledger';
import type { DeductionTaken, PaymentsContractEvent } from '../../src/payments.events';
import type { ExamplesOf } from './example';

const member = accounts.member('P-0001');
const credit = accounts.inputCredit('P-0001');

/** What a settlement takes of a claim: asked, its cap, taken. */
export const taken = (
  kind: DeductionTaken['kind'],
  reference: string,
  [askedCentimes, capCentimes, takenCentimes]: [number, number, number],
): DeductionTaken => ({
  kind,
  reference,
  askedCentimes,
  capCentimes,
  takenCentimes,
  carriedCentimes: askedCentimes - takenCentimes,
  limitedBy: askedCentimes === takenCentimes ? 'nothing' : 'cap',
});

/** What a member is asked for, disputes, or leaves behind: the account without its settlements and payouts. */
export const claimExamples = {
  /** The credit of case 2, booked on the wrong member: 1,584.36 had been recovered. */
  ClaimReversed: {
    v: 1,
    data: {
      lineId: 'REV-IC-1',
      producerCode: 'P-0001',
      kind: 'input_credit',
      reference: 'IC-1',
      amountCentimes: 240_000,
      recoveredCentimes: 158_436,
      reason: 'the crates of another',
      postedOn: '2026-10-20',
      postings: [
        { account: accounts.costs('inputs'), amountCentimes: -240_000 },
        { account: credit, amountCentimes: 81_564 },
        { account: member, amountCentimes: 158_436 },
      ],
    },
  },
  /** The counter-sample of the producer was right: less impurities than the sheet said. */
  QualityDisputeUpheld: {
    v: 1,
    data: {
      producerCode: 'P-0001',
      disputeId: 'L-1',
      lineId: 'ADV-TM-1_T-0001',
      deliveryId: 'TM-1_T-0001',
      grade: 'extra',
      sample: { sampleId: 'S-2', impuritiesPpm: 12_000, moisturePpm: 0 },
      resolution: 'counter-sample',
      upheldBy: 'staff:badr',
      upheldOn: '2026-10-20',
    },
  },
  /** A member who has left: 4,701.72 were payable, and 815.64 of a credit are due. */
  DebtsSetOff: {
    v: 1,
    data: {
      lineId: 'SET-2026-11-01',
      producerCode: 'P-0001',
      settlement: {
        scheduleVersion: 'departure',
        grossCentimes: 470_172,
        floorCentimes: 0,
        deductions: [taken('input_credit', 'IC-1', [81_564, 470_172, 81_564])],
        netCentimes: 388_608,
        claimsDueOn: '2026-11-01',
        departedOn: '2026-11-01',
      },
      netCentimes: -81_564,
      postedOn: '2026-11-01',
      postings: [
        { account: member, amountCentimes: -81_564 },
        { account: credit, amountCentimes: 81_564 },
      ],
    },
  },
  /** 3,600.00 were advanced on goods that were graded late, and 6,480.94 were owed for them when the pool ended. */
  ArrearsSettled: {
    v: 2,
    data: {
      producerCode: 'P-0001',
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
    },
  },
  InputCreditGranted: {
    v: 1,
    data: {
      producerCode: 'P-0001',
      creditId: 'IC-1',
      amountCentimes: 240_000,
      purpose: 'crates',
      grantedOn: '2026-09-15',
      postings: [
        { account: credit, amountCentimes: -240_000 },
        { account: accounts.costs('inputs'), amountCentimes: 240_000 },
      ],
    },
  },
  PremiumDeclared: {
    v: 1,
    data: {
      producerCode: 'P-0001',
      premiumId: 'PREMIUM-2026',
      period: '2026-10',
      amountCentimes: 15_000,
      dueOn: '2026-10-01',
    },
  },
  ErasureHeld: {
    v: 1,
    data: {
      producerCode: 'P-0001',
      holds: [{ kind: 'balance', count: 1, amountCentimes: 354_684 }],
      awaited: [],
      heldOn: '2027-04-02',
    },
  },
  AccountClosed: { v: 1, data: { producerCode: 'P-0001', closedOn: '2027-05-02' } },
} satisfies Partial<ExamplesOf<PaymentsContractEvent>>;
