import {
  type BuyerAccepted,
  certification,
  type CreditNoteIssued,
  type InvoiceIssued,
  type InvoiceTax,
  type LotClosed,
  type LotOffered,
  type LotReleased,
  type OrderConfirmed,
  type OrderFulfilled,
  type OrderPlaced,
  type ProceedsReceived,
  type ProceedsReversed,
  type SaleContractSigned,
} from '@oce/contracts';
import type { LotControl } from '../src/lot-offer/domain/lot-control';
import type { LotFacts } from '../src/order/domain/price-lines';
import type { LotRecorded } from '../src/lot-offer/domain/lot-offer.events';

/** A small world for specs: one buyer, one pooled contract, two lots, one order of 1,000 and 500 kg. */

export const buyerAccepted: BuyerAccepted = {
  type: 'BuyerAccepted',
  v: 2,
  data: {
    buyerId: 'BUY-01',
    name: 'Huileries du Saïs Doré SARL',
    ice: '993401083000144',
    city: 'Meknès',
    limitCentimes: 2_000_000,
    taxId: '40123456',
  },
};

export const contractSigned: SaleContractSigned = {
  type: 'SaleContractSigned',
  v: 3,
  data: {
    contractId: 'CT-1',
    buyerId: 'BUY-01',
    kind: 'pooled',
    campaignId: 'OLIVE-2026',
    productId: 'OLIVE',
    currency: 'MAD',
    incoterm: 'EXW',
    place: 'Meknès',
    signedOn: '2026-09-01',
    paymentDays: 30,
    prices: [
      { grade: 'extra', unitPriceMinor: 985 },
      { grade: 'vierge', unitPriceMinor: 860 },
    ],
    market: 'domestic',
    productKind: 'raw',
    unit: 'kg',
    destination: 'MA',
  },
};

/** A raw lot as its station closed it. */
interface RawLot extends LotRecorded {
  readonly data: LotRecorded['data'] & {
    readonly stationId: string;
    readonly campaignId: string;
    readonly grade: string;
  };
}

export function lotRecorded(lotId: string, grade = 'extra', netGrams = 1_500_000): RawLot {
  const facts = { lotId, stationId: 'ST-1', campaignId: 'OLIVE-2026', productId: 'OLIVE', grade };
  return { type: 'LotRecorded', v: 1, data: { ...facts, netGrams, closedOn: '2026-09-24' } };
}

export function lotOffered(lotId: string, kind: LotOffered['data']['kind'] = 'pooled'): LotOffered {
  const { stationId: _station, closedOn: _closed, ...facts } = lotRecorded(lotId).data;
  return { type: 'LotOffered', v: 1, data: { ...facts, kind, offeredOn: '2026-09-25' } };
}

/** What certification says of a lot that may be sold in Morocco. */
export const controlled = (lotId: string, grade = 'extra', market = 'MA'): LotControl => ({
  lotId,
  releases: [{ market, grade, controlId: `CT-${lotId}` }],
  heldFor: null,
  recalledFor: null,
});

export const lotReleased = (lotId: string, grade = 'extra', market = 'MA'): LotReleased =>
  certification.lotStatus.LotReleased({
    lotId,
    market,
    grade,
    standard: { standardId: 'intake', version: '1' },
    claims: [],
    controlId: `CT-${lotId}`,
    releasedAt: '2026-09-24T16:00:00.000Z',
  });

export const lotClosed: LotClosed = {
  type: 'LotClosed',
  v: 1,
  data: {
    ...lotRecorded('LOT-A').data,
    deliveries: [{ deliveryId: 'D-1', producerCode: 'P-1', netGrams: 1_500_000, payableGrams: 1_467_000 }],
  },
};

const about = { campaignId: 'OLIVE-2026', productId: 'OLIVE' };
export const pricedLines: OrderPlaced['data']['lines'] = [
  {
    lotId: 'LOT-A',
    grams: 1_000_000,
    ...about,
    grade: 'extra',
    unit: 'kg',
    quantity: 1_000_000,
    unitPriceMinor: 985,
    amountCentimes: 985_000,
  },
  {
    lotId: 'LOT-B',
    grams: 500_000,
    ...about,
    grade: 'vierge',
    unit: 'kg',
    quantity: 500_000,
    unitPriceMinor: 860,
    amountCentimes: 430_000,
  },
];
export const plainOrderLines = pricedLines.map(({ lotId, grams }) => ({ lotId, grams }));

export const orderPlaced: OrderPlaced = {
  type: 'OrderPlaced',
  v: 3,
  data: {
    orderId: 'ORD-1',
    buyerId: 'BUY-01',
    contractId: 'CT-1',
    kind: 'pooled',
    buyerReference: 'PO 77',
    lines: pricedLines,
    amountCentimes: 1_415_000,
    paymentDays: 30,
    placedOn: '2026-09-27',
    vatCentimes: 0,
  },
};

export const orderConfirmed: OrderConfirmed = {
  type: 'OrderConfirmed',
  v: 1,
  data: { orderId: 'ORD-1', buyerId: 'BUY-01', confirmedOn: '2026-09-28' },
};

/** Raw produce sold in Morocco by a seller that has said who it is. */
export const invoiceTax: InvoiceTax = {
  seller: { name: 'Office', place: 'Casablanca', ice: '993401083000144', taxId: '1234567' },
  buyer: { name: 'Huileries du Saïs Doré SARL', place: 'Meknès', ice: '993401083000144', taxId: '40123456' },
  vat: {
    version: 'standing-domestic-raw',
    productKind: 'raw',
    market: 'domestic',
    ratePpm: 0,
    ground: "Produits agricoles à l'état brut, hors du champ de la TVA",
  },
};

export const orderFulfilled: OrderFulfilled = {
  type: 'OrderFulfilled',
  v: 3,
  data: {
    orderId: 'ORD-1',
    buyerId: 'BUY-01',
    deliveryNoteNumber: 'BL-1',
    contractId: 'CT-1',
    kind: 'pooled',
    lines: pricedLines,
    amountCentimes: 1_415_000,
    paymentDays: 30,
    deliveredOn: '2026-10-02',
    tax: invoiceTax,
  },
};

export const invoiceIssued: InvoiceIssued = {
  type: 'InvoiceIssued',
  v: 3,
  data: {
    invoiceNumber: 'F-2026-000001',
    orderId: 'ORD-1',
    contractId: 'CT-1',
    kind: 'pooled',
    buyerId: 'BUY-01',
    lines: pricedLines.map((line) => ({ ...line, vatCentimes: 0 })),
    netCentimes: 1_415_000,
    vatCentimes: 0,
    amountCentimes: 1_415_000,
    tax: invoiceTax,
    issuedOn: '2026-10-02',
    dueOn: '2026-11-01',
    postings: [
      { account: 'buyer:BUY-01', amountCentimes: -1_415_000 },
      { account: 'sales:F-2026-000001', amountCentimes: 1_415_000 },
    ],
  },
};

/** 1,000.00 MAD received on the invoice of `invoiceIssued`. */
export const proceedsReceived: ProceedsReceived = {
  type: 'ProceedsReceived',
  v: 2,
  data: {
    proceedsId: 'PRO-1',
    invoiceNumber: 'F-2026-000001',
    orderId: 'ORD-1',
    contractId: 'CT-1',
    kind: 'pooled',
    buyerId: 'BUY-01',
    amount: 100_000,
    currency: 'MAD',
    madCentimes: 100_000,
    vatCentimes: 0,
    rate: { date: '2026-10-14', rateMicros: 1_000_000 },
    valueDate: '2026-10-14',
    bankReference: 'VIR1',
    parts: pricedLines.map(({ lotId, campaignId, productId, grade }, at) => ({
      lotId,
      campaignId,
      productId,
      grade,
      amountCentimes: [69_611, 30_389][at] ?? 0,
      vatCentimes: 0,
    })),
    postings: [
      { account: 'bank:main', amountCentimes: -100_000 },
      { account: 'buyer:BUY-01', amountCentimes: 100_000 },
    ],
  },
};

/** The receipt of `proceedsReceived`, taken back. */
export const proceedsReversed: ProceedsReversed = {
  type: 'ProceedsReversed',
  v: 1,
  data: {
    reversalId: 'REV-1',
    proceedsId: 'PRO-1',
    invoiceNumber: 'F-2026-000001',
    orderId: 'ORD-1',
    contractId: 'CT-1',
    kind: 'pooled',
    buyerId: 'BUY-01',
    cause: 'reversed',
    into: 'bank',
    madCentimes: 100_000,
    vatCentimes: 0,
    parts: proceedsReceived.data.parts,
    balanceCentimes: 0,
    bankReference: 'VIR1',
    reason: 'booked to the wrong invoice',
    reversedOn: '2026-10-15',
    postings: [
      { account: 'bank:main', amountCentimes: 100_000 },
      { account: 'buyer:BUY-01', amountCentimes: -100_000 },
    ],
  },
};

/** 850.00 MAD credited on it. */
export const creditNoteIssued: CreditNoteIssued = {
  type: 'CreditNoteIssued',
  v: 2,
  data: {
    creditNoteNumber: 'AV-2026-000001',
    creditId: 'CR-1',
    invoiceNumber: 'F-2026-000001',
    orderId: 'ORD-1',
    buyerId: 'BUY-01',
    amountCentimes: 85_000,
    reason: 'broken bottles',
    lines: [{ lotId: 'LOT-A', amountCentimes: 85_000, vatCentimes: 0 }],
    vatCentimes: 0,
    issuedOn: '2026-10-05',
    postings: [
      { account: 'buyer:BUY-01', amountCentimes: 85_000 },
      { account: 'sales:F-2026-000001', amountCentimes: -85_000 },
    ],
  },
};

/** What an order is told of a raw lot. */
export const lotFacts = (lotId: string, grade = 'extra'): LotFacts => ({
  ...lotRecorded(lotId, grade).data,
  pieceGrams: null,
});
