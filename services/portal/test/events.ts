import { affiliation, collection, sales } from '@oce/contracts';

/** Events of the worked numbers for specs: intake, lots, a sale. */

export const weighed = (deliveryId = 'TM-1_T-1', producerCode = 'P-1', weighedAt = '2026-10-01T08:00:00Z') =>
  collection.delivery.DeliveryWeighedIn({
    deliveryId,
    stationId: 'ST-1',
    terminalId: 'TM-1',
    scaleId: 'SC-1',
    ticketNumber: deliveryId.split('_')[1] ?? deliveryId,
    producerCode,
    campaignId: 'OLIVE-2026',
    productId: 'OLIVE',
    grossGrams: 1_860_000,
    tareGrams: 360_000,
    netGrams: 1_500_000,
    weighedAt,
  });

export const lotClosed = () =>
  collection.lot.LotClosed({
    lotId: 'LOT-1',
    stationId: 'ST-1',
    campaignId: 'OLIVE-2026',
    productId: 'OLIVE',
    grade: 'extra',
    netGrams: 3_000_000,
    deliveries: [
      { deliveryId: 'TM-1_T-1', producerCode: 'P-1', netGrams: 1_000_000, payableGrams: 980_000 },
      { deliveryId: 'TM-1_T-2', producerCode: 'P-2', netGrams: 1_500_000, payableGrams: 1_470_000 },
      { deliveryId: 'TM-1_T-3', producerCode: 'P-1', netGrams: 500_000, payableGrams: 490_000 },
    ],
    closedOn: '2026-10-05',
  });

const priced = (lotId: string, grams: number, amountCentimes: number) => ({
  lotId,
  grams,
  campaignId: 'OLIVE-2026',
  productId: 'OLIVE',
  grade: 'extra',
  unit: 'kg' as const,
  quantity: 1_500_000,
  unitPriceMinor: 900,
  amountCentimes,
  vatCentimes: 0,
});
export const invoiceIssued = () =>
  sales.invoice.InvoiceIssued({
    invoiceNumber: 'F-2026-1',
    orderId: 'O-1',
    contractId: 'K-1',
    kind: 'pooled',
    buyerId: 'BUYER-1',
    lines: [priced('LOT-1', 2_000_000, 1_800_000), priced('LOT-9', 100_000, 90_000)],
    netCentimes: 1_890_000,
    vatCentimes: 0,
    amountCentimes: 1_890_000,
    tax: null,
    issuedOn: '2026-11-01',
    dueOn: '2026-12-01',
    postings: [],
  });

const delivery = {
  deliveryId: 'TM-1_T-1',
  stationId: 'ST-1',
  producerCode: 'P-1',
  campaignId: 'OLIVE-2026',
  productId: 'OLIVE',
};
export const graded = () =>
  collection.delivery.DeliveryGraded({
    ...delivery,
    grade: 'extra',
    sample: { sampleId: 'S', impuritiesPpm: 32_000, moisturePpm: 0 },
    reductions: [],
    netGrams: 1_500_000,
    payableGrams: 1_467_000,
    weighedAt: '2026-10-01T08:00:00Z',
    replaces: null,
  });
export const reversed = () =>
  collection.delivery.DeliveryReversed({
    ...delivery,
    grade: 'extra',
    netGrams: 1_500_000,
    payableGrams: 1_467_000,
    reason: 'tare',
    replacement: {
      deliveryId: 'TM-1_T-9',
      ticketNumber: 'T-9',
      grossGrams: 1_860_000,
      tareGrams: 460_000,
      netGrams: 1_400_000,
      reductions: [],
      payableGrams: 1_369_200,
      regraded: null,
    },
  });
export const refused = () =>
  collection.delivery.DeliveryRefused({
    deliveryId: delivery.deliveryId,
    stationId: delivery.stationId,
    producerCode: delivery.producerCode,
    netGrams: 1_500_000,
    reason: 'mould',
  });

const invoice = { invoiceNumber: 'F-2026-1', orderId: 'O-1', buyerId: 'BUYER-1' };
export const proceedsReceived = () =>
  sales.invoice.ProceedsReceived({
    ...invoice,
    proceedsId: 'PR-1',
    contractId: 'K-1',
    kind: 'pooled',
    amount: 500_000,
    currency: 'MAD',
    rate: { date: '2026-12-01', rateMicros: 1_000_000 },
    madCentimes: 500_000,
    vatCentimes: 0,
    parts: [
      {
        lotId: 'LOT-1',
        campaignId: 'OLIVE-2026',
        productId: 'OLIVE',
        grade: 'extra',
        amountCentimes: 500_000,
        vatCentimes: 0,
      },
    ],
    valueDate: '2026-12-01',
    bankReference: 'R',
    postings: [],
  });
/** A part of `proceedsReceived`, credited after it was paid. */
export const proceedsReversed = () => {
  const {
    parts,
    amount: _amount,
    currency: _currency,
    rate: _rate,
    valueDate: _day,
    ...of
  } = proceedsReceived().data;
  return sales.invoice.ProceedsReversed({
    ...of,
    reversalId: 'CR-1',
    cause: 'credited',
    into: 'balance',
    madCentimes: 9_000,
    parts: parts.map((part) => ({ ...part, amountCentimes: 9_000 })),
    balanceCentimes: 0,
    bankReference: null,
    reason: 'broken',
    reversedOn: '2026-12-02',
  });
};
export const creditNoteIssued = () =>
  sales.invoice.CreditNoteIssued({
    ...invoice,
    creditNoteNumber: 'A-1',
    creditId: 'C-1',
    reason: 'short weight',
    lines: [{ lotId: 'LOT-1', amountCentimes: 9_000, vatCentimes: 0 }],
    amountCentimes: 9_000,
    vatCentimes: 0,
    issuedOn: '2026-11-10',
    postings: [],
  });

export const affiliated = () =>
  affiliation.producer.ProducerAffiliated({
    producerCode: 'P-1',
    cooperativeId: 'C-1',
    affiliatedOn: '2026-09-01',
    name: 'enc:1:P-1:a',
    cin: 'enc:1:P-1:b',
    phone: 'enc:1:P-1:c',
    birthDate: 'enc:1:P-1:d',
  });
