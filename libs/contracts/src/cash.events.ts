import { defineEvents, event, type EventOf } from '@oce/event-sourcing';
import { OCE } from './streams';

/** A place where members are paid in cash, as it was named when something was written of it. */
export interface CashCounter {
  readonly counterId: string;
  readonly name: string;
  readonly place: string;
}

/** What payments says of cash that waits for one person at a counter (mise à disposition). */
export const cashDisposition = defineEvents(
  { stream: OCE, context: 'payments', aggregate: 'cash-disposition', id: 'dispositionId' },
  {
    CashDispositionPrepared: event<{
      dispositionId: string;
      /** The payout's id on the account, and its reference: never that of a transfer. */
      transferId: string;
      endToEndId: string;
      producerCode: string;
      amountCentimes: number;
      lineIds: readonly string[];
      counter: CashCounter;
      /** The member has an account that the bank refuses, and somebody chose to pay in cash all the same. */
      insteadOfSuspended: boolean;
      preparedBy: string;
      preparedOn: string;
      /** The last day on which it is paid. */
      payableUntil: string;
    }>(),
    /** The clerk of the counter has handed the money out against a receipt. */
    CashPaidOut: event<{
      dispositionId: string;
      transferId: string;
      endToEndId: string;
      producerCode: string;
      amountCentimes: number;
      counter: CashCounter;
      receiptNumber: string;
      paidBy: string;
      paidOn: string;
    }>(),
    CashDispositionCancelled: event<{
      dispositionId: string;
      transferId: string;
      endToEndId: string;
      producerCode: string;
      amountCentimes: number;
      counter: CashCounter;
      cancelledBy: string;
      reason: string;
      cancelledOn: string;
    }>(),
    /** Nobody came for it in time. */
    CashDispositionExpired: event<{
      dispositionId: string;
      transferId: string;
      endToEndId: string;
      producerCode: string;
      amountCentimes: number;
      counter: CashCounter;
      expiredOn: string;
    }>(),
  },
);

export type CashDispositionPrepared = EventOf<typeof cashDisposition.CashDispositionPrepared>;
export type CashPaidOut = EventOf<typeof cashDisposition.CashPaidOut>;
export type CashDispositionCancelled = EventOf<typeof cashDisposition.CashDispositionCancelled>;
export type CashDispositionExpired = EventOf<typeof cashDisposition.CashDispositionExpired>;
