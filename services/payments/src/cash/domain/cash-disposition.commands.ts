import type {
  CashCounter,
  CashDispositionCancelled,
  CashDispositionPrepared,
  CashPaidOut,
} from '@oce/contracts';
import type { Command } from '@oce/event-sourcing';
import type { NotPayable } from '../../transfer-batch/domain/transfer-plan';

/** Why no transfer reaches a member; `account` where one does. */
export type PayeeStanding = NotPayable | 'account';

/** All that may be paid to a member, in cash at a counter. What that comes to follows from the account: a fact. */
export type PrepareCashDisposition = Command<
  'PrepareCashDisposition',
  { dispositionId: string; producerCode: string; counterId: string; insteadOfSuspended: boolean }
> & {
  readonly facts: {
    readonly counter: CashCounter;
    readonly standing: PayeeStanding;
    readonly payable: { readonly payableCentimes: number; readonly lineIds: readonly string[] };
    /** How many days it waits, by the terms of the day. */
    readonly days: number;
  };
};
/** Why the payout is not set aside on the account, as a slug; null where it is. */
export type ApproveCashDisposition = Command<'ApproveCashDisposition', Record<string, never>> & {
  readonly facts: { readonly notReserved: string | null };
};
/** The clerk of a counter has handed the money out. Whether the counter is open is a fact beside it. */
export type PayCash = Command<'PayCash', { counterId: string; receiptNumber: string; paidOn: string }> & {
  readonly facts: { readonly closedFor: string | null };
};
export type CancelCashDisposition = Command<'CancelCashDisposition', { reason: string }>;
export type ExpireCashDisposition = Command<'ExpireCashDisposition', Record<string, never>>;

export type CashDispositionCommand =
  PrepareCashDisposition | ApproveCashDisposition | PayCash | CancelCashDisposition | ExpireCashDisposition;

export interface CashDispositionState {
  readonly prepared: CashDispositionPrepared['data'] | null;
  readonly approved: { readonly by: string; readonly on: string } | null;
  readonly paid: CashPaidOut['data'] | null;
  readonly cancelled: CashDispositionCancelled['data'] | null;
  readonly expiredOn: string | null;
}
