import type { DataOf } from '../../src/events';
import { event, posts, type LogBuilder } from './log-builder';

const COUNTER = { counterId: 'G1', name: 'Guichet', place: 'Sefrou' };
const payoutOf = (id: string, lineIds: readonly string[], amountCentimes: number) => ({
  transferId: `CASH_${id}`,
  endToEndId: `CSH-${id}`,
  producerCode: 'P1',
  amountCentimes,
  lineIds,
});

/** A counter that pays what waits there. */
export function openCounter(log: LogBuilder): void {
  const opened = { ...COUNTER, openedBy: 'omar', openedOn: '2026-10-01' };
  log.add('payments.counter', 'G1', event('CounterOpened', opened));
}

/** Cash for P1, set aside and approved, and what became of it. */
export function cash(
  log: LogBuilder,
  id: string,
  lineIds: readonly string[],
  amountCentimes: number,
  end: 'paid' | 'cancelled' | 'expired',
): void {
  const { lineIds: lines, ...payout } = payoutOf(id, lineIds, amountCentimes);
  const said = { dispositionId: id, ...payout, counter: COUNTER };
  const stream = 'payments.cash-disposition';
  const days = { preparedOn: '2026-10-01', payableUntil: '2026-10-31' };
  const prepared = { ...said, lineIds: lines, insteadOfSuspended: false, preparedBy: 'anna', ...days };
  log.add(stream, id, event('CashDispositionPrepared', prepared));
  const aside = posts({ 'member:P1': -amountCentimes, 'in-transfer': amountCentimes });
  const reserved = { ...payout, lineIds: lines, counter: COUNTER, postings: aside };
  log.add('payments.account', 'P1', event('PayoutReserved', reserved));
  const approved = { dispositionId: id, approvedBy: 'omar', approvedOn: '2026-10-01' };
  log.add(stream, id, event('CashDispositionApproved', approved));
  if (end === 'paid') {
    const paid = { ...said, receiptNumber: `R${id}`, paidBy: 'said', paidOn: '2026-10-05' };
    log.add(stream, id, event('CashPaidOut', paid));
    const postings = posts({ 'in-transfer': -amountCentimes, 'cash:G1': amountCentimes });
    const confirmed: DataOf<'PayoutConfirmed'> = {
      ...payout,
      counter: COUNTER,
      executedOn: '2026-10-05',
      postings,
    };
    log.add('payments.account', 'P1', event('PayoutConfirmed', confirmed));
    return;
  }
  if (end === 'cancelled') {
    const cancelled = { ...said, cancelledBy: 'omar', reason: 'moved', cancelledOn: '2026-10-06' };
    log.add(stream, id, event('CashDispositionCancelled', cancelled));
  } else log.add(stream, id, event('CashDispositionExpired', { ...said, expiredOn: '2026-11-04' }));
  const reasonCode = `cash_${end}`;
  const postings = posts({ 'in-transfer': -amountCentimes, 'member:P1': amountCentimes });
  const { transferId, endToEndId, producerCode } = payout;
  const declined = { producerCode, transferId, endToEndId, reason: reasonCode, counter: COUNTER };
  log.add(
    'payments.account',
    'P1',
    event('PayoutReturned', { ...payout, counter: COUNTER, reasonCode, postings }),
    event('PayoutDeclined', declined),
  );
}
