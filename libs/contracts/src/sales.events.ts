import type { Event } from '@oce/event-sourcing';
import type { Posting } from './ledger';
import type { ContractKind, OrderLine, PricedLine, ProceedsPart } from './sales-lines';

export type { ContractKind, InvoiceLine, OrderLine, PricedLine, ProceedsPart } from './sales-lines';

export type BuyerAccepted = Event<
  'BuyerAccepted',
  { buyerId: string; name: string; ice: string; city: string; limitCentimes: number },
  1
>;
export type SaleContractSigned = Event<
  'SaleContractSigned',
  {
    contractId: string;
    buyerId: string;
    kind: ContractKind;
    campaignId: string;
    productId: string;
    currency: string;
    incoterm: string;
    place: string;
    signedOn: string;
    paymentDays: number;
    prices: readonly { grade: string; pricePerKgCentimes: number }[];
  },
  1
>;
export type LotOffered = Event<
  'LotOffered',
  {
    lotId: string;
    campaignId: string;
    productId: string;
    grade: string;
    netGrams: number;
    kind: ContractKind;
    offeredOn: string;
  },
  1
>;
export type LotAllocated = Event<
  'LotAllocated',
  { lotId: string; orderId: string; grams: number; leftGrams: number },
  1
>;
export type LotAllocationReleased = Event<
  'LotAllocationReleased',
  { lotId: string; orderId: string; grams: number; leftGrams: number; reason: string },
  1
>;

/** An order as it came; `OrderConfirmed` or `OrderRefused` says what became of it. */
export type OrderPlaced = Event<
  'OrderPlaced',
  {
    orderId: string;
    buyerId: string;
    contractId: string;
    kind: ContractKind;
    buyerReference: string | null;
    lines: readonly PricedLine[];
    amountCentimes: number;
    /** Days from the invoice to its due date, as the contract says. */
    paymentDays: number;
    placedOn: string;
  },
  1
>;
export type OrderConfirmed = Event<
  'OrderConfirmed',
  { orderId: string; buyerId: string; confirmedOn: string },
  1
>;
export type OrderFulfilled = Event<
  'OrderFulfilled',
  {
    orderId: string;
    buyerId: string;
    deliveryNoteNumber: string;
    contractId: string;
    kind: ContractKind;
    lines: readonly PricedLine[];
    amountCentimes: number;
    paymentDays: number;
    deliveredOn: string;
  },
  1
>;
export type OrderCancelled = Event<
  'OrderCancelled',
  { orderId: string; buyerId: string; lines: readonly OrderLine[]; reason: string; cancelledOn: string },
  1
>;
/** The buyer's limit or a lot's weight stood against the order; whatever had been set aside for it is set free. */
export type OrderRefused = Event<
  'OrderRefused',
  {
    orderId: string;
    buyerId: string;
    lines: readonly OrderLine[];
    /** The slug of the rule. */
    reason: string;
    detail: string;
  },
  1
>;

export type InvoiceIssued = Event<
  'InvoiceIssued',
  {
    invoiceNumber: string;
    orderId: string;
    contractId: string;
    kind: ContractKind;
    buyerId: string;
    lines: readonly PricedLine[];
    amountCentimes: number;
    issuedOn: string;
    dueOn: string;
    postings: readonly Posting[];
  },
  1
>;
export type CreditNoteIssued = Event<
  'CreditNoteIssued',
  {
    creditNoteNumber: string;
    creditId: string;
    invoiceNumber: string;
    orderId: string;
    buyerId: string;
    lines: readonly { lotId: string; amountCentimes: number }[];
    amountCentimes: number;
    reason: string;
    issuedOn: string;
    postings: readonly Posting[];
  },
  1
>;

export type ProceedsReceived = Event<
  'ProceedsReceived',
  {
    proceedsId: string;
    invoiceNumber: string;
    orderId: string;
    contractId: string;
    kind: ContractKind;
    buyerId: string;
    amount: number;
    currency: string;
    rate: { date: string; rateMicros: number };
    madCentimes: number;
    parts: readonly ProceedsPart[];
    valueDate: string;
    bankReference: string;
    postings: readonly Posting[];
  },
  1
>;
export type InvoiceSettled = Event<
  'InvoiceSettled',
  { invoiceNumber: string; buyerId: string; settledOn: string },
  1
>;

/** What sales says to the others. */
export type SalesContractEvent =
  | BuyerAccepted
  | SaleContractSigned
  | LotOffered
  | LotAllocated
  | LotAllocationReleased
  | OrderPlaced
  | OrderConfirmed
  | OrderFulfilled
  | OrderCancelled
  | OrderRefused
  | InvoiceIssued
  | CreditNoteIssued
  | ProceedsReceived
  | InvoiceSettled;
