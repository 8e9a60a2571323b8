import type { DataOf } from '../../src/events';
import type { Event } from '@oce/event-sourcing';
import { event, posts, type LogBuilder } from './log-builder';
import { receive, type Sale } from './sales';

const atTheBank = (amountCentimes: number) =>
  posts({ 'bank:main': -amountCentimes, 'buyer:B1': amountCentimes });

/** A receipt with more than is open: its parts settle the invoice, the rest is the buyer's. */
export function receiveTooMuch(
  log: LogBuilder,
  sale: Sale,
  [invoiceNumber, proceedsId]: readonly [string, string],
  amounts: Readonly<Record<string, number>>,
  amountCentimes: number,
  balanceCentimes: number,
): void {
  const isNothingOpen = Object.keys(amounts).length === 0;
  if (!isNothingOpen) receive(log, sale, [invoiceNumber, proceedsId], amounts, true);
  const rate = { date: '2026-10-07', rateMicros: 1_000_000 };
  const bank = { currency: 'MAD', rate, valueDate: '2026-10-07', bankReference: `VIR ${proceedsId}` };
  const about = { proceedsId, invoiceNumber, buyerId: 'B1' };
  const postings = atTheBank(amountCentimes);
  const kept = event('OverpaymentKept', { ...about, ...bank, amountCentimes, postings });
  if (isNothingOpen) log.add('sales.invoice', invoiceNumber, kept);
  else (log.commits.at(-1)?.events as Event[]).push({ type: kept[0], v: 1, data: kept[1] });
  raise(log, { ...about, cause: 'overpaid', reversalId: null, amountCentimes, balanceCentimes });
}

export function raise(log: LogBuilder, data: DataOf<'BuyerBalanceRaised'>): void {
  log.add('sales.buyer', 'B1', event('BuyerBalanceRaised', data));
}

/** A receipt taken back whole, and what of it stood in the balance. */
export function reverse(
  log: LogBuilder,
  { orderId, contractId, kind, lines }: Sale,
  [invoiceNumber, proceedsId]: readonly [string, string],
  amounts: Readonly<Record<string, number>>,
  { into, balanceCentimes, after }: { into: 'bank' | 'balance'; balanceCentimes: number; after: number },
): void {
  const parts = lines.map(({ lotId, campaignId, productId, grade }) => ({
    lotId,
    campaignId,
    productId,
    grade,
    amountCentimes: amounts[lotId] ?? 0,
    vatCentimes: 0,
  }));
  const madCentimes = parts.reduce((sum, part) => sum + part.amountCentimes, 0);
  const reversalId = `REV-${proceedsId}`;
  const isAtBank = into === 'bank';
  const about = { reversalId, proceedsId, invoiceNumber, orderId, contractId, kind, buyerId: 'B1', into };
  const said = { reason: 'wrong invoice', reversedOn: '2026-10-08', cause: 'reversed' as const };
  const bankReference = isAtBank ? `VIR ${proceedsId}` : null;
  const postings = isAtBank ? atTheBank(-madCentimes - balanceCentimes) : [];
  const money = { parts, madCentimes, vatCentimes: 0 };
  const data = { ...about, ...said, ...money, balanceCentimes, bankReference, postings };
  log.add('sales.invoice', invoiceNumber, event('ProceedsReversed', data));
  const moved = { buyerId: 'B1', invoiceNumber, proceedsId, reversalId, balanceCentimes: after };
  if (!isAtBank) raise(log, { ...moved, cause: 'set_off_reversed', amountCentimes: madCentimes });
  else if (balanceCentimes > 0)
    log.add('sales.buyer', 'B1', event('BuyerBalanceLowered', { ...moved, amountCentimes: balanceCentimes }));
}

export function refund(log: LogBuilder, refundId: string, amountCentimes: number, after: number): void {
  const bank = { valueDate: '2026-10-09', bankReference: `VIR ${refundId}`, reason: 'paid too much' };
  const about = { buyerId: 'B1', refundId, amountCentimes, balanceCentimes: after };
  const postings = atTheBank(-amountCentimes);
  log.add('sales.buyer', 'B1', event('BuyerBalanceRefunded', { ...about, ...bank, postings }));
}

/** A refund that did not arrive. */
export function comeBack(log: LogBuilder, refundId: string, amountCentimes: number, after: number): void {
  const bank = { valueDate: '2026-10-10', bankReference: `VIR BACK ${refundId}`, reason: 'account closed' };
  const about = { buyerId: 'B1', refundId, returnId: `RET-${refundId}`, amountCentimes };
  const postings = atTheBank(amountCentimes);
  log.add(
    'sales.buyer',
    'B1',
    event('RefundReturned', { ...about, ...bank, balanceCentimes: after, postings }),
  );
}

/** A part of the balance pays on a line of an invoice. */
export function setOff(
  log: LogBuilder,
  sale: Sale,
  [invoiceNumber, setOffId]: readonly [string, string],
  amountCentimes: number,
  after: number,
): void {
  const off = { buyerId: 'B1', setOffId, invoiceNumber, amountCentimes, setOffOn: '2026-10-07' };
  log.add('sales.buyer', 'B1', event('BuyerBalanceSetOff', { ...off, balanceCentimes: after }));
  receive(log, sale, [invoiceNumber, setOffId], { [sale.lines[0]?.lotId ?? '']: amountCentimes });
  const received = log.commits.at(-1)?.events[0] as { data: DataOf<'ProceedsReceived'> } | undefined;
  if (received) Object.assign(received.data, { bankReference: `balance:${setOffId}`, postings: [] });
}
