import type { CashDispositionPrepared } from '@oce/contracts';
import { conflict, forbidden, invalid } from '@oce/event-sourcing';
import { businessDate } from '@oce/quantities';
import type { CashDispositionState, PayCash } from './cash-disposition.commands';
import { cashDispositionEvents, type CashDispositionEvent } from './cash-disposition.events';
import { payoutOfCash } from './cash-ids';
import { refuseCancelled, refuseExpired } from './end-cash';

/**
 * The clerk of the counter has handed the money out, once. Refuses, in this order: `disposition_cancelled`,
 * `disposition_expired`, another receipt, day or counter for what was paid (`cash_paid_already`), `approval_missing`,
 * `other_counter`, `counter_closed`, `second_person_needed` (who prepared it hands nothing out), and a day that is after
 * today, before the approval or after the last (`paid_in_future`, `paid_before_approval`, `paid_too_late`).
 */
export function payCash(
  { data, facts, meta }: PayCash,
  state: CashDispositionState,
  prepared: CashDispositionPrepared['data'],
): CashDispositionEvent[] {
  const { counterId, receiptNumber, paidOn } = data;
  const { approved, paid } = state;
  refuseCancelled(state);
  refuseExpired(state);
  if (paid !== null) {
    const isSame =
      paid.receiptNumber === receiptNumber && paid.paidOn === paidOn && paid.counter.counterId === counterId;
    if (isSame) return [];
    const message = `This was paid on ${paid.paidOn} against the receipt ${paid.receiptNumber}: it is not paid twice.`;
    throw conflict('cash_paid_already', message, 'receiptNumber');
  }
  if (approved === null) throw conflict('approval_missing', 'A second person approves the cash first.');
  const { counter, payableUntil, preparedBy } = prepared;
  if (counter.counterId !== counterId)
    throw conflict('other_counter', `This cash waits at ${counter.name}, ${counter.place}.`, 'counterId');
  if (facts.closedFor !== null)
    throw conflict(
      'counter_closed',
      `The counter is closed: ${facts.closedFor}. Prepare it elsewhere.`,
      'counterId',
    );
  if (preparedBy === meta.actor)
    throw forbidden('second_person_needed', 'Whoever prepared cash does not hand it out.');
  refuseDay(paidOn, { today: businessDate(meta.now), approvedOn: approved.on, payableUntil });
  const payout = payoutOfCash(prepared);
  return [cashDispositionEvents.CashPaidOut({ ...payout, receiptNumber, paidBy: meta.actor, paidOn })];
}

function refuseDay(
  paidOn: string,
  {
    today,
    approvedOn,
    payableUntil,
  }: { readonly today: string; readonly approvedOn: string; readonly payableUntil: string },
): void {
  if (paidOn > today) throw invalid('paid_in_future', `Cash is paid today, ${today}, or before.`, 'paidOn');
  if (paidOn < approvedOn)
    throw invalid('paid_before_approval', `It was approved on ${approvedOn}: pay it from then on.`, 'paidOn');
  if (paidOn > payableUntil)
    throw conflict('paid_too_late', `Its last day was ${payableUntil}. Have it prepared anew.`, 'paidOn');
}
