import { defineEvents, event, type EventOf } from '@oce/event-sourcing';
import { OCE } from './streams';

/** A place where members are paid in cash, as it was named when something was written of it. */
export interface CashCounter {
  readonly counterId: string;
  readonly name: string;
  readonly place: string;
}

/** What every event of a disposition says: who is paid, how much, and the payout of the account that it is. */
export interface CashPayout {
  readonly dispositionId: string;
  /** The payout's id on the account, and its reference: as unique as a transfer's, and never one of a transfer. */
  readonly transferId: string;
  readonly endToEndId: string;
  readonly producerCode: string;
  readonly amountCentimes: number;
}

/** What payments says of cash that waits for one person at a counter (mise à disposition). */
export const cashDisposition = defineEvents(
  { stream: OCE, context: 'payments', aggregate: 'cash-disposition', id: 'dispositionId' },
  {
    CashDispositionPrepared: event<
      CashPayout & {
        lineIds: readonly string[];
        counter: CashCounter;
        /** The member has an account that the bank refuses, and somebody chose to pay in cash all the same. */
        insteadOfSuspended: boolean;
        preparedBy: string;
        preparedOn: string;
        /** The last day on which it is paid. */
        payableUntil: string;
      }
    >(),
    /** The clerk of the counter has handed the money out against a receipt. */
    CashPaidOut: event<
      CashPayout & { counter: CashCounter; receiptNumber: string; paidBy: string; paidOn: string }
    >(),
    CashDispositionCancelled: event<
      CashPayout & { cancelledBy: string; reason: string; cancelledOn: string }
    >(),
    /** Nobody came for it in time. */
    CashDispositionExpired: event<CashPayout & { expiredOn: string }>(),
  },
);

export type CashDispositionPrepared = EventOf<typeof cashDisposition.CashDispositionPrepared>;
export type CashPaidOut = EventOf<typeof cashDisposition.CashPaidOut>;
export type CashDispositionCancelled = EventOf<typeof cashDisposition.CashDispositionCancelled>;
export type CashDispositionExpired = EventOf<typeof cashDisposition.CashDispositionExpired>;
