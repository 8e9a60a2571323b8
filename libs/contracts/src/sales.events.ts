import { defineEvents, event, type EventOf } from '@oce/event-sourcing';
import type { Posting } from './ledger';
import type {
  ContractKind,
  CreditedLine,
  InvoiceLine,
  InvoiceTax,
  Market,
  OrderLine,
  PricedLine,
  ProceedsPart,
  TaxedKind,
} from './sales-lines';
import type { SalesUnit } from './affiliation.events';
import { byTheKilogram, withoutVat } from './older-sales';
import { OCE } from './streams';

export type * from './sales-lines';

/** What sales says to the others. */
export const sales = {
  buyer: defineEvents(
    { stream: OCE, context: 'sales', aggregate: 'buyer', id: 'buyerId' },
    {
      /** Version 1 had no `taxId` (identifiant fiscal): null. */
      BuyerAccepted: event<{
        buyerId: string;
        name: string;
        ice: string;
        taxId: string | null;
        city: string;
        limitCentimes: number;
      }>().version(2, { 1: (data) => ({ ...data, taxId: null }) }),
    },
  ),
  contract: defineEvents(
    { stream: OCE, context: 'sales', aggregate: 'contract', id: 'contractId' },
    {
      /**
       * Version 1 said nothing of the market and of the kind of goods: raw ones, sold in Morocco. Version 2 priced by the
       * kilogram, and did not say where the goods go.
       */
      SaleContractSigned: event<{
        contractId: string;
        buyerId: string;
        kind: ContractKind;
        /** Null where it is of goods that runs make, of whatever campaign. */
        campaignId: string | null;
        productId: string;
        currency: string;
        incoterm: string;
        place: string;
        signedOn: string;
        paymentDays: number;
        /** In what it is sold and priced. */
        unit: SalesUnit;
        /** Minor units of the currency a kilogram, a litre or a piece. */
        prices: readonly { grade: string; unitPriceMinor: number }[];
        market: Market;
        /** Whose rules the goods are controlled by: `MA`, `EU`, `US`; null where an older contract does not say. */
        destination: string | null;
        productKind: TaxedKind;
        /** What one person could sell at alone then, in centimes a unit; absent in older logs. */
        limit?: number;
      }>().version(3, {
        1: (data) => ({ ...data, market: 'domestic', productKind: 'raw' }),
        2: ({ prices, ...data }) => ({
          ...data,
          unit: 'kg',
          destination: data['market'] === 'domestic' ? 'MA' : null,
          prices: (prices as { grade: string; pricePerKgCentimes: number }[]).map(
            ({ grade, pricePerKgCentimes: unitPriceMinor }) => ({ grade, unitPriceMinor }),
          ),
        }),
      }),
    },
  ),
  lotOffer: defineEvents(
    { stream: OCE, context: 'sales', aggregate: 'lot-offer', id: 'lotId' },
    {
      LotOffered: event<{
        lotId: string;
        /** Null of what a run made. */
        campaignId: string | null;
        productId: string;
        grade: string;
        netGrams: number;
        kind: ContractKind;
        offeredOn: string;
      }>(),
      LotAllocated: event<{ lotId: string; orderId: string; grams: number; leftGrams: number }>(),
      LotAllocationReleased: event<{
        lotId: string;
        orderId: string;
        grams: number;
        leftGrams: number;
        reason: string;
      }>(),
    },
  ),
  order: defineEvents(
    { stream: OCE, context: 'sales', aggregate: 'order', id: 'orderId' },
    {
      /**
       * An order as it came; `OrderConfirmed` or `OrderRefused` says what became of it. `amountCentimes` is net; the buyer
       * is asked for credit for the VAT of that day too. Version 1 had no VAT: 0. Version 2 was by the kilogram.
       */
      OrderPlaced: event<{
        orderId: string;
        buyerId: string;
        contractId: string;
        kind: ContractKind;
        buyerReference: string | null;
        lines: readonly PricedLine[];
        amountCentimes: number;
        vatCentimes: number;
        /** Days from the invoice to its due date, as the contract says. */
        paymentDays: number;
        placedOn: string;
      }>().version(3, {
        1: (data) => ({ ...data, vatCentimes: 0 }),
        2: (data) => ({ ...data, lines: byTheKilogram(data['lines']) }),
      }),
      /** The buyer's limit or a lot's weight stood against the order; whatever had been set aside for it is set free. */
      OrderRefused: event<{
        orderId: string;
        buyerId: string;
        lines: readonly OrderLine[];
        /** The slug of the rule. */
        reason: string;
        detail: string;
      }>(),
      OrderConfirmed: event<{ orderId: string; buyerId: string; confirmedOn: string }>(),
      /** The goods left; `amountCentimes` is net. Version 1 did not say what an invoice says of tax: null. Version 2 was by the kilogram. */
      OrderFulfilled: event<{
        orderId: string;
        buyerId: string;
        deliveryNoteNumber: string;
        contractId: string;
        kind: ContractKind;
        lines: readonly PricedLine[];
        amountCentimes: number;
        paymentDays: number;
        deliveredOn: string;
        tax: InvoiceTax | null;
      }>().version(3, {
        1: (data) => ({ ...data, tax: null }),
        2: (data) => ({ ...data, lines: byTheKilogram(data['lines']) }),
      }),
      OrderCancelled: event<{
        orderId: string;
        buyerId: string;
        lines: readonly OrderLine[];
        reason: string;
        cancelledOn: string;
      }>(),
    },
  ),
  invoice: defineEvents(
    { stream: OCE, context: 'sales', aggregate: 'invoice', id: 'invoiceNumber' },
    {
      /**
       * What the buyer owes, `amountCentimes` = net + VAT; the VAT of the whole is rounded once and split over the lines.
       * Version 1 knew no VAT and did not name the parties: its amount is net, its tax null. Version 2 was by the kilogram.
       */
      InvoiceIssued: event<{
        invoiceNumber: string;
        orderId: string;
        contractId: string;
        kind: ContractKind;
        buyerId: string;
        lines: readonly InvoiceLine[];
        netCentimes: number;
        vatCentimes: number;
        amountCentimes: number;
        tax: InvoiceTax | null;
        issuedOn: string;
        dueOn: string;
        postings: readonly Posting[];
      }>().version(3, {
        1: ({ lines, amountCentimes, ...data }) => ({
          ...data,
          lines: withoutVat(lines),
          netCentimes: amountCentimes,
          vatCentimes: 0,
          amountCentimes,
          tax: null,
        }),
        2: (data) => ({ ...data, lines: byTheKilogram(data['lines']) }),
      }),
      /** What the buyer no longer owes, with the VAT in it. Version 1 knew no VAT: 0. */
      CreditNoteIssued: event<{
        creditNoteNumber: string;
        creditId: string;
        invoiceNumber: string;
        orderId: string;
        buyerId: string;
        lines: readonly CreditedLine[];
        amountCentimes: number;
        vatCentimes: number;
        reason: string;
        issuedOn: string;
        postings: readonly Posting[];
      }>().version(2, { 1: (data) => ({ ...data, lines: withoutVat(data['lines']), vatCentimes: 0 }) }),
      /**
       * A credit note is taken back whole, under a number of its own in the register of credit notes: the buyer owes again what
       * it had taken off. What it had put into the balance has paid on the invoice again by then.
       */
      CreditNoteReversed: event<{
        reversalNumber: string;
        reversalId: string;
        /** The note that it cites. */
        creditNoteNumber: string;
        creditId: string;
        invoiceNumber: string;
        orderId: string;
        buyerId: string;
        lines: readonly CreditedLine[];
        amountCentimes: number;
        vatCentimes: number;
        reason: string;
        issuedOn: string;
        postings: readonly Posting[];
      }>(),
      /** Money of the buyer: its parts are net, and with `vatCentimes` they come to it. Version 1 knew no VAT: 0. */
      ProceedsReceived: event<{
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
        vatCentimes: number;
        parts: readonly ProceedsPart[];
        valueDate: string;
        bankReference: string;
        postings: readonly Posting[];
      }>().version(2, { 1: (data) => ({ ...data, parts: withoutVat(data['parts']), vatCentimes: 0 }) }),
      /**
       * A receipt is taken back: whole where it is reversed, in part where a paid line is credited. Amounts are positive;
       * whoever counted the receipt counts these off.
       */
      ProceedsReversed: event<{
        reversalId: string;
        /** The receipt that it cites. */
        proceedsId: string;
        invoiceNumber: string;
        orderId: string;
        contractId: string;
        kind: ContractKind;
        buyerId: string;
        cause: 'reversed' | 'credited';
        /** Where the money stands from now on: back at the bank, to be booked anew, or in the buyer's balance. */
        into: 'bank' | 'balance';
        /** The sum of the parts, VAT included. */
        madCentimes: number;
        vatCentimes: number;
        parts: readonly ProceedsPart[];
        /** What of the receipt had gone into the buyer's balance, and comes back out of it. */
        balanceCentimes: number;
        /** The bank's reference, free to be booked again; null where the receipt stands or was none of the bank's. */
        bankReference: string | null;
        reason: string;
        reversedOn: string;
        postings: readonly Posting[];
      }>(),
      InvoiceSettled: event<{ invoiceNumber: string; buyerId: string; settledOn: string }>(),
    },
  ),
};

export type BuyerAccepted = EventOf<typeof sales.buyer.BuyerAccepted>;
export type SaleContractSigned = EventOf<typeof sales.contract.SaleContractSigned>;
export type LotOffered = EventOf<typeof sales.lotOffer.LotOffered>;
export type LotAllocated = EventOf<typeof sales.lotOffer.LotAllocated>;
export type LotAllocationReleased = EventOf<typeof sales.lotOffer.LotAllocationReleased>;
export type OrderPlaced = EventOf<typeof sales.order.OrderPlaced>;
export type OrderRefused = EventOf<typeof sales.order.OrderRefused>;
export type OrderConfirmed = EventOf<typeof sales.order.OrderConfirmed>;
export type OrderFulfilled = EventOf<typeof sales.order.OrderFulfilled>;
export type OrderCancelled = EventOf<typeof sales.order.OrderCancelled>;
export type InvoiceIssued = EventOf<typeof sales.invoice.InvoiceIssued>;
export type CreditNoteIssued = EventOf<typeof sales.invoice.CreditNoteIssued>;
export type CreditNoteReversed = EventOf<typeof sales.invoice.CreditNoteReversed>;
export type ProceedsReceived = EventOf<typeof sales.invoice.ProceedsReceived>;
export type ProceedsReversed = EventOf<typeof sales.invoice.ProceedsReversed>;
export type InvoiceSettled = EventOf<typeof sales.invoice.InvoiceSettled>;

export type SalesContractEvent = EventOf<(typeof sales)[keyof typeof sales]>;
