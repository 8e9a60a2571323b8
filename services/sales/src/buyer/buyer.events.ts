import type { BuyerAccepted } from '@oce/contracts';
import type { Event } from '@oce/event-sourcing';

export type BuyerLimitSet = Event<
  'BuyerLimitSet',
  { buyerId: string; limitCentimes: number; usedCentimes: number },
  1
>;
/** Part of the buyer's limit is set aside for an order until the buyer has paid it. */
export type BuyerCreditReserved = Event<
  'BuyerCreditReserved',
  {
    buyerId: string;
    orderId: string;
    buyerReference: string | null;
    amountCentimes: number;
    usedCentimes: number;
  },
  1
>;
/**
 * The buyer's answer to an order is no. It is written down, so that whoever asks again for the same order, at whatever
 * time, is told the same: that is what makes placing an order restartable.
 */
export type BuyerCreditRefused = Event<
  'BuyerCreditRefused',
  {
    buyerId: string;
    orderId: string;
    amountCentimes: number;
    usedCentimes: number;
    limitCentimes: number;
    reason: 'buyer_limit_exceeded' | 'buyer_reference_used';
    detail: string;
  },
  1
>;
export type CreditReleaseCause = 'ended' | 'paid' | 'credited';
export type BuyerCreditReleased = Event<
  'BuyerCreditReleased',
  {
    buyerId: string;
    orderId: string;
    /** What sets it free: the proceeds' id, the credit note's number, `ended` with the order. */
    releaseId: string;
    cause: CreditReleaseCause;
    amountCentimes: number;
    usedCentimes: number;
  },
  1
>;

export type BuyerEvent =
  BuyerAccepted | BuyerLimitSet | BuyerCreditReserved | BuyerCreditRefused | BuyerCreditReleased;
