import { OCE, sales } from '@oce/contracts';
import { defineEvents, event, type EventOf } from '@oce/event-sourcing';
export type CreditReleaseCause = 'ended' | 'paid' | 'credited';

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
  },
);
export type BuyerLimitSet = EventOf<typeof buyerEvents.BuyerLimitSet>;
export type BuyerCreditReserved = EventOf<typeof buyerEvents.BuyerCreditReserved>;
export type BuyerCreditRefused = EventOf<typeof buyerEvents.BuyerCreditRefused>;
export type BuyerTaxIdSet = EventOf<typeof buyerEvents.BuyerTaxIdSet>;
export type BuyerCreditAligned = EventOf<typeof buyerEvents.BuyerCreditAligned>;
export type BuyerCreditReleased = EventOf<typeof buyerEvents.BuyerCreditReleased>;

export type BuyerEvent = EventOf<typeof buyerEvents>;
