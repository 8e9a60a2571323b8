import { OCE, sales, type Posting } from '@oce/contracts';
import { defineEvents, event, type EventOf } from '@oce/event-sourcing';

export type CreditReleaseCause = 'ended' | 'paid' | 'credited';
export type BalanceCause = 'overpaid' | 'credited' | 'set_off_reversed';

export const buyerEvents = defineEvents(
  { stream: OCE, context: 'sales', aggregate: 'buyer', id: 'buyerId' },
  {
    ...sales.buyer,
    /** The identifiant fiscal of a buyer that was accepted without it, or with another. */
    BuyerTaxIdSet: event<{ buyerId: string; taxId: string }>(),
    BuyerLimitSet: event<{ buyerId: string; limitCentimes: number; usedCentimes: number }>(),
    /** Part of the buyer's limit is set aside for an order until the buyer has paid it. */
    BuyerCreditReserved: event<{
      buyerId: string;
      orderId: string;
      buyerReference: string | null;
      amountCentimes: number;
      usedCentimes: number;
    }>(),
    /**
     * The buyer's answer to an order is no. It is written down, so that whoever asks again for the same order, at whatever
     * time, is told the same: that is what makes placing an order restartable.
     */
    BuyerCreditRefused: event<{
      buyerId: string;
      orderId: string;
      amountCentimes: number;
      usedCentimes: number;
      limitCentimes: number;
      reason: 'buyer_limit_exceeded' | 'buyer_reference_used';
      detail: string;
    }>(),
    /** The invoice came to another amount than the order, by another VAT: the goods have left, so no limit is asked. */
    BuyerCreditAligned: event<{
      buyerId: string;
      orderId: string;
      amountCentimes: number;
      usedCentimes: number;
    }>(),
    BuyerCreditReleased: event<{
      buyerId: string;
      orderId: string;
      /** What sets it free: the proceeds' id, the credit note's number, `ended` with the order. */
      releaseId: string;
      cause: CreditReleaseCause;
      amountCentimes: number;
      usedCentimes: number;
    }>(),
    /** A receipt was reversed, or a credit taken back: what it had paid is owed again, whatever the limit says by now. */
    BuyerCreditOwedAgain: event<{
      buyerId: string;
      orderId: string;
      reversalId: string;
      /** The receipt, or the credit note. */
      proceedsId: string;
      amountCentimes: number;
      usedCentimes: number;
    }>(),
    /** OCE owes the buyer more: paid too much, credited after payment, or set off and taken back. */
    BuyerBalanceRaised: event<{
      buyerId: string;
      invoiceNumber: string;
      cause: BalanceCause;
      /** The receipt that it came with. */
      proceedsId: string;
      /** The credit or the reversal; null where the receipt was too much from the first. */
      reversalId: string | null;
      amountCentimes: number;
      balanceCentimes: number;
    }>(),
    /** A receipt whose rest stood in the balance was reversed. Below zero the buyer owes what is missing. */
    BuyerBalanceLowered: event<{
      buyerId: string;
      invoiceNumber: string;
      proceedsId: string;
      reversalId: string;
      amountCentimes: number;
      balanceCentimes: number;
    }>(),
    /** The buyer got money back at the bank. */
    BuyerBalanceRefunded: event<{
      buyerId: string;
      refundId: string;
      amountCentimes: number;
      valueDate: string;
      bankReference: string;
      reason: string;
      balanceCentimes: number;
      postings: readonly Posting[];
    }>(),
    /** A refund did not arrive: the bank has given it back, and it is owed again. */
    RefundReturned: event<{
      buyerId: string;
      returnId: string;
      refundId: string;
      amountCentimes: number;
      valueDate: string;
      bankReference: string;
      reason: string;
      balanceCentimes: number;
      postings: readonly Posting[];
    }>(),
    /** The balance pays on an invoice: a receipt of that invoice follows. */
    BuyerBalanceSetOff: event<{
      buyerId: string;
      setOffId: string;
      invoiceNumber: string;
      amountCentimes: number;
      setOffOn: string;
      balanceCentimes: number;
      /** Where a credit is taken back: what it had put into the balance pays on its invoice again. */
      reversesCredit?: { readonly creditId: string; readonly reason: string };
    }>(),
  },
);
export type BuyerBalanceRaised = EventOf<typeof buyerEvents.BuyerBalanceRaised>;
export type BuyerBalanceLowered = EventOf<typeof buyerEvents.BuyerBalanceLowered>;
export type BuyerBalanceRefunded = EventOf<typeof buyerEvents.BuyerBalanceRefunded>;
export type RefundReturned = EventOf<typeof buyerEvents.RefundReturned>;
export type BuyerBalanceSetOff = EventOf<typeof buyerEvents.BuyerBalanceSetOff>;
export type BuyerCreditOwedAgain = EventOf<typeof buyerEvents.BuyerCreditOwedAgain>;
export type BuyerLimitSet = EventOf<typeof buyerEvents.BuyerLimitSet>;
export type BuyerCreditReserved = EventOf<typeof buyerEvents.BuyerCreditReserved>;
export type BuyerCreditRefused = EventOf<typeof buyerEvents.BuyerCreditRefused>;
export type BuyerTaxIdSet = EventOf<typeof buyerEvents.BuyerTaxIdSet>;
export type BuyerCreditAligned = EventOf<typeof buyerEvents.BuyerCreditAligned>;
export type BuyerCreditReleased = EventOf<typeof buyerEvents.BuyerCreditReleased>;

export type BuyerEvent = EventOf<typeof buyerEvents>;
