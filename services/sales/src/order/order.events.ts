import type {
  OrderCancelled,
  OrderConfirmed,
  OrderFulfilled,
  OrderPlaced,
  OrderRefused,
} from '@oce/contracts';
import type { Event } from '@oce/event-sourcing';

/** The part of an order that the buyer answers for; each of its lots is a part by the lot's id. */
export const CREDIT_PART = 'credit';

export interface PartRefusal {
  /** The slug of the rule that stood against it. */
  readonly reason: string;
  readonly detail: string;
}

/** The buyer or a lot has answered an order: yes where there is no refusal. */
export type OrderPartAnswered = Event<
  'OrderPartAnswered',
  { orderId: string; part: string; refusal: PartRefusal | null },
  1
>;
/** Every part said yes: the credit is set aside and every gram is allocated. */
export type OrderSecured = Event<'OrderSecured', { orderId: string; buyerId: string }, 1>;

export type OrderEvent =
  | OrderPlaced
  | OrderPartAnswered
  | OrderSecured
  | OrderRefused
  | OrderConfirmed
  | OrderFulfilled
  | OrderCancelled;
