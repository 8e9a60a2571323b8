import { event, posts, type LogBuilder } from './log-builder';
import * as pools from './pools';
import type { Sale } from './sales';
import { raise } from './undoing';

const CENTIMES = 10_000;

/** A credit on a line that is paid, and taken back: the buyer gives up the balance, and the line is paid again. */
export function creditTakenBack(log: LogBuilder, sale: Sale, invoiceNumber: string): void {
  const { orderId, contractId, kind, lines: sold } = sale;
  const [{ lotId = '', campaignId = '', productId = '', grade = '' } = {}] = sold;
  const lines = [{ lotId, amountCentimes: CENTIMES, vatCentimes: 0 }];
  const sums = { lines, amountCentimes: CENTIMES };
  const granted = { creditId: 'CR2', invoiceNumber, ...sums, reason: 'acidity', grantedOn: '2026-10-08' };
  const parts = [{ lotId, campaignId, productId, grade, amountCentimes: CENTIMES, vatCentimes: 0 }];
  const about = { invoiceNumber, orderId, contractId, kind, buyerId: 'B1' };
  const money = { parts, madCentimes: CENTIMES, vatCentimes: 0 };
  const back = event('ProceedsReversed', {
    reversalId: 'CR2',
    proceedsId: 'PR-3',
    ...about,
    ...money,
    cause: 'credited',
    into: 'balance',
    balanceCentimes: 0,
    bankReference: null,
    reason: 'acidity',
    reversedOn: '2026-10-08',
    postings: [],
  });
  log.add('sales.invoice', invoiceNumber, event('CreditGranted', granted), back);
  const moved = { buyerId: 'B1', invoiceNumber, proceedsId: 'PR-3', reversalId: 'CR2' };
  raise(log, { ...moved, cause: 'credited', amountCentimes: CENTIMES, balanceCentimes: 20_000 });
  const creditNoteNumber = 'AV-2026-000002';
  const taken = { number: 2, creditNoteNumber, issuedOn: '2026-10-08', credit: granted };
  log.add('sales.credit-note-register', '2026', event('CreditNoteNumberTaken', taken));
  const cited = { creditNoteNumber, creditId: 'CR2', invoiceNumber, orderId, buyerId: 'B1' };
  const off = posts({ 'buyer:B1': CENTIMES, [`sales:${invoiceNumber}`]: -CENTIMES });
  const noted = {
    ...cited,
    ...sums,
    vatCentimes: 0,
    reason: 'acidity',
    issuedOn: '2026-10-08',
    postings: off,
  };
  log.add('sales.invoice', invoiceNumber, event('CreditNoteIssued', noted));
  pools.pool(log, 'POOLT', ['PR-3:CR2', invoiceNumber], { [lotId]: [grade, -CENTIMES] });
  const setOff = { buyerId: 'B1', setOffId: 'CRV-2', invoiceNumber, amountCentimes: CENTIMES };
  const reversesCredit = { creditId: 'CR2', reason: 'the sample was of another lot' };
  const given = { ...setOff, setOffOn: '2026-10-09', balanceCentimes: 10_000, reversesCredit };
  log.add('sales.buyer', 'B1', event('BuyerBalanceSetOff', given));
  const said = { reversalId: 'CRV-2', ...cited, ...sums, reason: reversesCredit.reason };
  const reversal = { ...said, reversedOn: '2026-10-09' };
  const received = event('ProceedsReceived', {
    proceedsId: 'CRV-2',
    ...about,
    ...money,
    amount: CENTIMES,
    currency: 'MAD',
    rate: { date: '2026-10-09', rateMicros: 1_000_000 },
    valueDate: '2026-10-09',
    bankReference: 'balance:CRV-2',
    postings: [],
  });
  log.add('sales.invoice', invoiceNumber, event('CreditReversed', reversal), received);
  const reversalNumber = 'AV-2026-000003';
  const number = { number: 3, reversalNumber, issuedOn: '2026-10-09', reversal };
  log.add('sales.credit-note-register', '2026', event('CreditReversalNumberTaken', number));
  const on = posts({ 'buyer:B1': -CENTIMES, [`sales:${invoiceNumber}`]: CENTIMES });
  const issued = { reversalNumber, ...said, vatCentimes: 0, issuedOn: '2026-10-09', postings: on };
  const settled = event('InvoiceSettled', { invoiceNumber, buyerId: 'B1', settledOn: '2026-10-09' });
  log.add('sales.invoice', invoiceNumber, event('CreditNoteReversed', issued), settled);
  pools.pool(log, 'POOLT', ['CRV-2', invoiceNumber], { [lotId]: [grade, CENTIMES] });
}
