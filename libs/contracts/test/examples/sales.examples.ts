import { accounts } from '../../src/ledger';
import type { SalesContractEvent } from '../../src/sales.events';
import type { ExamplesOf } from './example';

const lot = { lotId: 'LOT-1', campaignId: 'OLIVE-2026', productId: 'OLIVE', grade: 'extra' };
const line = {
  ...lot,
  grams: 1_500_000,
  unit: 'kg',
  quantity: 1_500_000,
  unitPriceMinor: 850,
  amountCentimes: 1_275_000,
} as const;
/** The VAT of raw produce, and of what is packed. */
const seller = { name: 'OCE', place: 'Casablanca', ice: '001526374000059', taxId: '1234567' };
const tax = {
  seller,
  buyer: { name: 'Huilerie du Saïss', place: 'Meknès', ice: '001526374000059', taxId: '40123456' },
  vat: {
    version: 'TVA-2026',
    productKind: 'packed',
    market: 'domestic',
    ratePpm: 200_000,
    ground: null,
  },
} as const;
const billedLine = { ...line, vatCentimes: 255_000 };
const order = { orderId: 'O-1', buyerId: 'B-1', contractId: 'SC-2026-1', kind: 'pooled' } as const;
const about = { invoiceNumber: 'F-2026-0001', orderId: 'O-1', buyerId: 'B-1' };
/** A buyer owes what is invoiced: a negative balance; the sale awaits its pool. */
const postings = (netCentimes: number, vatCentimes: number) => [
  { account: accounts.buyer('B-1'), amountCentimes: -netCentimes - vatCentimes },
  { account: accounts.sales('F-2026-0001'), amountCentimes: netCentimes },
  { account: accounts.vat, amountCentimes: vatCentimes },
];

export const salesExamples = {
  BuyerAccepted: {
    v: 2,
    data: {
      buyerId: 'B-1',
      name: 'Huilerie du Saïss',
      ice: '001526374000059',
      city: 'Meknès',
      limitCentimes: 40_000_000,
      taxId: '40123456',
    },
  },
  SaleContractSigned: {
    v: 3,
    data: {
      contractId: 'SC-2026-1',
      buyerId: 'B-1',
      kind: 'pooled',
      campaignId: 'OLIVE-2026',
      productId: 'OLIVE',
      currency: 'MAD',
      incoterm: 'FCA',
      place: 'Ouazzane',
      signedOn: '2026-09-20',
      paymentDays: 30,
      prices: [{ grade: 'extra', unitPriceMinor: 850 }],
      unit: 'kg',
      destination: 'MA',
      market: 'domestic',
      productKind: 'packed',
    },
  },
  LotOffered: { v: 1, data: { ...lot, netGrams: 1_500_000, kind: 'pooled', offeredOn: '2026-10-02' } },
  LotAllocated: { v: 1, data: { lotId: 'LOT-1', orderId: 'O-1', grams: 1_500_000, leftGrams: 0 } },
  LotAllocationReleased: {
    v: 1,
    data: {
      lotId: 'LOT-1',
      orderId: 'O-1',
      grams: 1_500_000,
      leftGrams: 1_500_000,
      reason: 'order_cancelled',
    },
  },
  OrderPlaced: {
    v: 3,
    data: {
      ...order,
      buyerReference: 'BC-77',
      lines: [line],
      amountCentimes: 1_275_000,
      paymentDays: 30,
      placedOn: '2026-10-03',
      vatCentimes: 255_000,
    },
  },
  OrderConfirmed: { v: 1, data: { orderId: 'O-1', buyerId: 'B-1', confirmedOn: '2026-10-03' } },
  OrderFulfilled: {
    v: 3,
    data: {
      ...order,
      deliveryNoteNumber: 'BL-1',
      lines: [line],
      amountCentimes: 1_275_000,
      paymentDays: 30,
      deliveredOn: '2026-10-05',
      tax,
    },
  },
  OrderCancelled: {
    v: 1,
    data: {
      orderId: 'O-1',
      buyerId: 'B-1',
      lines: [{ lotId: 'LOT-1', grams: 1_500_000 }],
      reason: 'the buyer withdrew',
      cancelledOn: '2026-10-04',
    },
  },
  OrderRefused: {
    v: 1,
    data: {
      orderId: 'O-2',
      buyerId: 'B-1',
      lines: [{ lotId: 'LOT-1', grams: 1 }],
      reason: 'lot_weight_exceeded',
      detail: 'There are 0 g left of the lot.',
    },
  },
  InvoiceIssued: {
    v: 3,
    data: {
      ...about,
      contractId: 'SC-2026-1',
      kind: 'pooled',
      issuedOn: '2026-10-05',
      dueOn: '2026-11-04',
      postings: postings(1_275_000, 255_000),
      lines: [billedLine],
      netCentimes: 1_275_000,
      vatCentimes: 255_000,
      amountCentimes: 1_530_000,
      tax,
    },
  },
  CreditNoteIssued: {
    v: 2,
    data: {
      creditNoteNumber: 'A-2026-0001',
      creditId: 'CR-1',
      ...about,
      lines: [{ lotId: 'LOT-1', amountCentimes: 30_000, vatCentimes: 5_000 }],
      amountCentimes: 30_000,
      reason: 'bruised fruit',
      issuedOn: '2026-10-08',
      postings: postings(-25_000, -5_000),
      vatCentimes: 5_000,
    },
  },
  /** The fruit was not bruised after all. */
  CreditNoteReversed: {
    v: 1,
    data: {
      reversalNumber: 'A-2026-0002',
      reversalId: 'CRV-1',
      creditNoteNumber: 'A-2026-0001',
      creditId: 'CR-1',
      ...about,
      lines: [{ lotId: 'LOT-1', amountCentimes: 30_000, vatCentimes: 5_000 }],
      amountCentimes: 30_000,
      vatCentimes: 5_000,
      reason: 'credited to the wrong invoice',
      issuedOn: '2026-10-09',
      postings: postings(25_000, 5_000),
    },
  },
  ProceedsReceived: {
    v: 2,
    data: {
      proceedsId: 'PR-1',
      ...about,
      contractId: 'SC-2026-1',
      kind: 'pooled',
      amount: 1_500_000,
      currency: 'MAD',
      rate: { date: '2026-11-02', rateMicros: 1_000_000 },
      madCentimes: 1_500_000,
      vatCentimes: 250_000,
      parts: [{ ...lot, amountCentimes: 1_250_000, vatCentimes: 250_000 }],
      valueDate: '2026-11-02',
      bankReference: 'VIR-4711',
      postings: [
        { account: accounts.bank('main'), amountCentimes: -1_500_000 },
        { account: accounts.buyer('B-1'), amountCentimes: 1_500_000 },
      ],
    },
  },
  ProceedsReversed: {
    v: 1,
    data: {
      reversalId: 'REV-1',
      proceedsId: 'PR-1',
      ...about,
      contractId: 'SC-2026-1',
      kind: 'pooled',
      cause: 'reversed',
      into: 'bank',
      madCentimes: 1_225_000,
      vatCentimes: 0,
      parts: [{ ...lot, amountCentimes: 1_225_000, vatCentimes: 0 }],
      balanceCentimes: 25_000,
      bankReference: 'VIR-4711',
      reason: 'booked to the wrong invoice',
      reversedOn: '2026-11-04',
      postings: [
        { account: accounts.bank('main'), amountCentimes: 1_250_000 },
        { account: accounts.buyer('B-1'), amountCentimes: -1_250_000 },
      ],
    },
  },
  InvoiceSettled: {
    v: 1,
    data: { invoiceNumber: 'F-2026-0001', buyerId: 'B-1', settledOn: '2026-11-02' },
  },
} satisfies ExamplesOf<SalesContractEvent>;
