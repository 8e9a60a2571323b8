import type { CashDispositionPrepared } from '@oce/contracts';
import { conflict, forbidden } from '@oce/event-sourcing';
import { addDays, businessDate } from '@oce/quantities';
import type {
  CancelCashDisposition,
  CashDispositionState,
  ExpireCashDisposition,
} from './cash-disposition.commands';
import { cashDispositionEvents, type CashDispositionEvent } from './cash-disposition.events';
import { payoutOfCash } from './cash-ids';

/** A counter reports what it paid on the last day within so many days; only then is the rest free again [R]. */
export const REPORTED_WITHIN_DAYS = 3;

/**
 * A second person says that the counter has not paid and will not. Refuses `disposition_expired`,
 * `disposition_cancelled_otherwise`, `cash_paid` and `second_person_needed`.
 */
export function cancelCash(
  { data: { reason }, meta }: CancelCashDisposition,
  state: CashDispositionState,
  prepared: CashDispositionPrepared['data'],
): CashDispositionEvent[] {
  const { cancelled } = state;
  if (cancelled?.reason === reason) return [];
  if (cancelled !== null) {
    const message = `The cash was cancelled for another reason: ${cancelled.reason}.`;
    throw conflict('disposition_cancelled_otherwise', message, 'reason');
  }
  refuseExpired(state);
  refusePaid(state);
  if (prepared.preparedBy === meta.actor)
    throw forbidden('second_person_needed', 'Whoever prepared cash cannot cancel it: ask a second person.');
  const said = { cancelledBy: meta.actor, reason, cancelledOn: businessDate(meta.now) };
  return [cashDispositionEvents.CashDispositionCancelled({ ...payoutOfCash(prepared), ...said })];
}

/** Nobody came in time. Refuses `disposition_cancelled`, `cash_paid` and `not_expired`. */
export function expireCash(
  { meta }: ExpireCashDisposition,
  state: CashDispositionState,
  prepared: CashDispositionPrepared['data'],
): CashDispositionEvent[] {
  refuseCancelled(state);
  if (state.expiredOn !== null) return [];
  refusePaid(state);
  const today = businessDate(meta.now);
  if (!isOverdue(prepared, today)) {
    const { payableUntil } = prepared;
    const from = addDays(lastReportOf(payableUntil), 1);
    throw conflict('not_expired', `It is paid until ${payableUntil} and expires from ${from} on.`);
  }
  const payout = payoutOfCash(prepared);
  return [cashDispositionEvents.CashDispositionExpired({ ...payout, expiredOn: today })];
}

const lastReportOf = (payableUntil: string): string => addDays(payableUntil, REPORTED_WITHIN_DAYS);

/** Whether what was not paid may be given back to its account. */
export const isOverdue = (
  { payableUntil }: Pick<CashDispositionPrepared['data'], 'payableUntil'>,
  today: string,
): boolean => today > lastReportOf(payableUntil);

/** Refuses `disposition_cancelled`, `disposition_expired`. */
export function refuseEnded(state: CashDispositionState): void {
  refuseCancelled(state);
  refuseExpired(state);
}

/** Refuses `disposition_cancelled`. */
export function refuseCancelled({ cancelled }: CashDispositionState): void {
  if (cancelled !== null)
    throw conflict('disposition_cancelled', `The cash was cancelled: ${cancelled.reason}. Do not pay it.`);
}

/** Refuses `disposition_expired`. */
export function refuseExpired({ expiredOn }: CashDispositionState): void {
  if (expiredOn !== null)
    throw conflict(
      'disposition_expired',
      `The cash expired on ${expiredOn}: do not pay it, prepare it anew.`,
    );
}

function refusePaid({ paid }: CashDispositionState): void {
  if (paid !== null)
    throw conflict('cash_paid', `It was paid on ${paid.paidOn} against the receipt ${paid.receiptNumber}.`);
}
