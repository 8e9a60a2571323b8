import { OCE, sales } from '@oce/contracts';
import { defineEvents, event, type EventOf } from '@oce/event-sourcing';

/** The part of an order that the buyer answers for; each of its lots is a part by the lot's id. */
export const CREDIT_PART = 'credit';

export interface PartRefusal {
  /** The slug of the rule that stood against it. */
  readonly reason: string;
  readonly detail: string;
}

export const orderEvents = defineEvents(
  { stream: OCE, context: 'sales', aggregate: 'order', id: 'orderId' },
  {
    ...sales.order,
    /** The buyer or a lot has answered an order: yes where there is no refusal. */
    OrderPartAnswered: event<{ orderId: string; part: string; refusal: PartRefusal | null }>(),
    /** Every part said yes: the credit is set aside and every gram is allocated. */
    OrderSecured: event<{ orderId: string; buyerId: string }>(),
  },
);
export type OrderPartAnswered = EventOf<typeof orderEvents.OrderPartAnswered>;
export type OrderSecured = EventOf<typeof orderEvents.OrderSecured>;

export type OrderEvent = EventOf<typeof orderEvents>;
