import { accounts } from '../../src/ledger';
import type { PaymentsContractEvent } from '../../src/payments.events';
import type { ExamplesOf } from './example';

const pool = accounts.pool('OLIVE-2026-extra');
const member = accounts.member('P-0001');
const credit = accounts.inputCredit('P-0001');
const back = {
  producerCode: 'P-0001',
  poolId: 'OLIVE-2026-extra',
  campaignId: 'OLIVE-2026',
  attempt: 'close-1',
  reason: 'an invoice was forgotten',
  postedOn: '2027-03-02',
};

/** What payments says of lines that are taken back with their closing. */
export const takenBackExamples = {
  SupplementTakenBack: {
    v: 1,
    data: {
      ...back,
      lineId: 'TAK-OLIVE-2026-extra-2',
      citesLineId: 'SUP-OLIVE-2026-extra-1',
      number: 1,
      deliveries: [],
      shareCentimes: 19_567,
      advancesCentimes: 0,
      complementCentimes: 19_567,
      overpaidCentimes: 0,
      recoveredCentimes: 0,
      netCentimes: -13_697,
      reopened: [{ kind: 'input_credit', reference: 'COR-TM-1_T-0001', amountCentimes: 5_870 }],
      postings: [
        { account: pool, amountCentimes: 19_567 },
        { account: credit, amountCentimes: -5_870 },
        { account: member, amountCentimes: -13_697 },
      ],
    },
  },
  CorrectionTakenBack: {
    v: 1,
    data: {
      ...back,
      lineId: 'TAK-OLIVE-2026-extra-3',
      citesLineId: 'COR-TM-1_T-0001',
      deliveryId: 'TM-1_T-0001',
      grade: 'extra',
      basis: 'replacement',
      counts: {
        deliveryId: 'TM-1_T-0009',
        grade: 'extra',
        payableGrams: 1_367_000,
        coefficientPpm: 1_050_000,
        advanceCentimes: 492_120,
      },
      amountCentimes: -68_050,
      claimCentimes: 68_050,
      recoveredCentimes: 0,
      netCentimes: 0,
      reopened: [],
      postings: [
        { account: pool, amountCentimes: -68_050 },
        { account: credit, amountCentimes: 68_050 },
      ],
    },
  },
} satisfies Partial<ExamplesOf<PaymentsContractEvent>>;
