import { OCE, payments } from '@oce/contracts';
import { defineEvents, event, type EventOf } from '@oce/event-sourcing';

export const cashDispositionEvents = defineEvents(
  { stream: OCE, context: 'payments', aggregate: 'cash-disposition', id: 'dispositionId' },
  {
    ...payments.cashDisposition,
    /** A second person lets the counter pay. */
    CashDispositionApproved: event<{ dispositionId: string; approvedBy: string; approvedOn: string }>(),
  },
);
export type CashDispositionEvent = EventOf<typeof cashDispositionEvents>;
