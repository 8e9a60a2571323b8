import { describePlants, each } from '../season/plants';

describePlants('cash at counters', [
  [
    'cash/second-person',
    'cash approved by who prepared it',
    (log) => log.edit('CashDispositionApproved', 0, (data) => (data.approvedBy = 'anna')),
  ],
  [
    'cash/second-person',
    'cash handed out by who prepared it',
    (log) => log.edit('CashPaidOut', 0, (data) => (data.paidBy = 'anna')),
  ],
  [
    'cash/second-person',
    'cash cancelled by who prepared it',
    (log) => log.edit('CashDispositionCancelled', 0, (data) => (data.cancelledBy = 'anna')),
  ],
  ['cash/status', 'cash paid twice', (log) => log.again('CashPaidOut', 0)],
  ['cash/receipt-twice', 'a receipt given twice', (log) => log.again('CashPaidOut', 0)],
  ['cash/prepared-twice', 'cash prepared twice', (log) => log.again('CashDispositionPrepared', 0)],
  [
    'cash/reference',
    'a reference given twice',
    (log) => log.edit('CashDispositionPrepared', 1, (data) => (data.endToEndId = 'E2E-B1-P1')),
  ],
  [
    'cash/unknown',
    'cash paid that nobody prepared',
    (log) => log.drop('CashDispositionPrepared', 2, 'CashPaidOut', 0),
  ],
  [
    'cash/cash',
    'another amount paid than was prepared',
    (log) => log.edit('CashPaidOut', 0, (data) => (data.amountCentimes += 1)),
  ],
  [
    'cash/not-reserved',
    'cash approved that nothing was set aside for',
    (log) => log.edit('CashDispositionApproved', 2, (data) => (data.dispositionId = 'C1')),
  ],
  [
    'cash/amount',
    'cash of nothing',
    (log) => log.edit('CashDispositionPrepared', 0, (data) => (data.amountCentimes = 0)),
  ],
  [
    'cash/paid-late',
    'cash paid after its last day',
    (log) => log.edit('CashPaidOut', 0, (data) => (data.paidOn = '2026-11-01')),
  ],
  [
    'cash/expired-early',
    'cash that expired on its last day',
    (log) => log.edit('CashDispositionExpired', 0, (data) => (data.expiredOn = '2026-10-31')),
  ],
  [
    'cash/lines',
    'cash set aside from another line',
    (log) => log.edit('PayoutReserved', 9, ({ lineIds }) => lineIds.push('ADV-D1')),
  ],
  ['cash/payout', 'cash set aside twice', (log) => log.again('PayoutReserved', 11)],
  [
    'cash/paid',
    'a payout in cash that no counter paid',
    (log) => log.drop('CashPaidOut', 0, 'PayoutConfirmed', 3),
  ],
  [
    'cash/restored',
    'a balance restored while the cash waits',
    (log) => log.drop('CashDispositionCancelled', 0, 'PayoutReturned', 6),
  ],
  ['cash/restored-twice', 'a balance restored twice', (log) => log.again('PayoutReturned', 6)],
  [
    'cash/counter',
    'cash at a counter that nobody opened',
    (log) => log.drop('CounterOpened', 0, 'CashDispositionPrepared', 0),
  ],
  [
    'cash/line-twice',
    'a line paid in cash that was paid by transfer',
    (log) => {
      log.edit('TransferBatchPrepared', 0, ({ transfers }) =>
        each(transfers.slice(0, 1), (one) => (one.lineIds = ['FIN-POOL1-P1'])),
      );
      return log.where('PayoutConfirmed', 3);
    },
  ],
  [
    'cash/not-confirmed',
    'cash that the account never heard of',
    (log) => log.drop('PayoutConfirmed', 3, 'CashPaidOut', 0),
  ],
  [
    'cash/not-declined',
    'cancelled cash that its account kept',
    (log) => log.drop('PayoutDeclined', 4, 'CashDispositionCancelled', 0),
  ],
]);
