import { defineEvents, event, type EventOf } from '@oce/event-sourcing';
import type { Posting } from './ledger';
import type { ContractKind, OrderLine, PricedLine, ProceedsPart } from './sales-lines';
import { OCE } from './streams';

export type { ContractKind, InvoiceLine, OrderLine, PricedLine, ProceedsPart } from './sales-lines';

/** What sales says to the others. */
export const sales = {
  buyer: defineEvents(
    { stream: OCE, context: 'sales', aggregate: 'buyer', id: 'buyerId' },
    {
      BuyerAccepted: event<{
        buyerId: string;
        name: string;
        ice: string;
        city: string;
        limitCentimes: number;
      }>(),
    },
  ),
  contract: defineEvents(
    { stream: OCE, context: 'sales', aggregate: 'contract', id: 'contractId' },
    {
      SaleContractSigned: event<{
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
      }>(),
    },
  ),
  lotOffer: defineEvents(
    { stream: OCE, context: 'sales', aggregate: 'lot-offer', id: 'lotId' },
    {
      LotOffered: event<{
        lotId: string;
        campaignId: string;
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
      /** An order as it came; `OrderConfirmed` or `OrderRefused` says what became of it. */
      OrderPlaced: event<{
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
      }>(),
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
      }>(),
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
      InvoiceIssued: event<{
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
      }>(),
      CreditNoteIssued: event<{
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
      }>(),
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
        parts: readonly ProceedsPart[];
        valueDate: string;
        bankReference: string;
        postings: readonly Posting[];
      }>(),
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
        /** The sum of the parts. */
        madCentimes: number;
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
export type ProceedsReceived = EventOf<typeof sales.invoice.ProceedsReceived>;
export type ProceedsReversed = EventOf<typeof sales.invoice.ProceedsReversed>;
export type InvoiceSettled = EventOf<typeof sales.invoice.InvoiceSettled>;

export type SalesContractEvent = EventOf<(typeof sales)[keyof typeof sales]>;
