import { describePlants, each } from '../season/plants';

/** The records of lots by sales: four raw ones come first, the bottles are the third of what runs made. */
const LAST_MADE = 6;

describePlants('what was sold', [
  [
    'lots/not-recorded',
    'a lot that sales never heard of',
    (log) => log.drop('LotRecorded', 0, 'LotClosed', 0),
  ],
  ['lots/unknown', 'a lot made up by sales', (log) => log.drop('LotClosed', 0, 'LotRecorded', 0)],
  [
    'lots/recorded-weight',
    'a lot that grew on its way to sales',
    (log) => log.edit('LotRecorded', 0, (data) => (data.netGrams += 1_000)),
  ],
  [
    'lots/recorded-lot',
    'a lot that changed its grade',
    (log) => log.edit('LotRecorded', 0, (data) => (data.grade = 'V')),
  ],
  ['lots/recorded-twice', 'a lot recorded twice', (log) => log.again('LotRecorded', 0)],
  [
    'lots/recorded-made',
    'bottles that are more for sales than the run made',
    (log) => log.edit('LotRecorded', LAST_MADE, (data) => (data.netGrams += 458)),
  ],
  [
    'lots/not-recorded',
    'what a run made and sales never heard of',
    (log) => log.drop('LotRecorded', LAST_MADE, 'LotMadeAvailable', 5),
  ],
  [
    'lots/offered-weight',
    'an offer above the lot',
    (log) => log.edit('LotOffered', 0, (data) => (data.netGrams += 1_000)),
  ],
  [
    'lots/kind',
    'a lot offered as the other kind',
    (log) => log.add('LotOffered', 0, 'LotOffered', { ...log.data('LotOffered', 0), kind: 'traceable' }),
  ],
  [
    'lots/not-offered',
    'a lot allocated before its offer',
    (log) => log.drop('LotOffered', 0, 'LotAllocated', 0),
  ],
  [
    'lots/beyond-weight',
    'a lot allocated beyond its weight',
    (log) =>
      log.add('LotAllocated', 4, 'LotAllocated', {
        lotId: 'LT',
        orderId: 'O2',
        grams: 300_000,
        leftGrams: -300_000,
      }),
  ],
  [
    'lots/left',
    'a wrong rest after an allocation',
    (log) => log.edit('LotAllocated', 0, (data) => (data.leftGrams = 5)),
  ],
  [
    'lots/grams',
    'an allocation of nothing',
    (log) => log.edit('LotAllocated', 0, (data) => (data.grams = 0)),
  ],
  [
    'lots/order-line',
    'an allocation other than the line',
    (log) =>
      log.edit('LotAllocated', 0, (data) => {
        data.grams -= 1_000;
        data.leftGrams += 1_000;
      }),
  ],
  [
    'lots/released',
    'more set free than was held',
    (log) => log.edit('LotAllocationReleased', 0, (data) => (data.grams += 1)),
  ],
  [
    'lots/left',
    'a wrong rest after a release',
    (log) => log.edit('LotAllocationReleased', 0, (data) => (data.leftGrams -= 1)),
  ],
  [
    'lots/released',
    'what was sent set free again',
    (log) => log.edit('LotAllocationReleased', 1, (data) => (data.grams += 458)),
  ],
  [
    'lots/not-released',
    'a cancelled order that keeps its lot',
    (log) => log.drop('LotAllocationReleased', 0, 'OrderCancelled', 0),
  ],
  [
    'lots/not-allocated',
    'an order secured without its weight',
    (log) => log.drop('LotAllocated', 1, 'OrderSecured', 0),
  ],
  [
    'lots/invoiced-beyond',
    'more of a lot invoiced than it weighs',
    (log) => log.edit('InvoiceIssued', 0, ({ lines }) => each(lines, (one) => (one.grams += 1))),
  ],

  [
    'released/offered',
    'a lot offered that was never controlled',
    (log) => log.drop('LotReleased', 0, 'LotOffered', 0),
  ],
  [
    'released/ordered',
    'an order of what was held again',
    (log) => {
      const { lotId } = log.data('LotReleased', 0);
      const heldAt = '2026-10-02T10:00:00.000Z';
      const held = { lotId, cause: 'clerk' as const, reason: 'smells', heldAt };
      log.addAt(log.where('OrderPlaced', 0) - 1, 'LotHeld', 0, 'LotHeld', held);
      return log.where('OrderPlaced', 0);
    },
  ],
  [
    'released/delivered',
    'a delivery of what was recalled',
    (log) => {
      const { lotId } = log.data('LotReleased', 0);
      const recalledAt = '2026-10-04T10:00:00.000Z';
      const recalled = { lotId, recallId: 'RC-9', reason: 'glass', recalledAt };
      log.addAt(log.where('OrderFulfilled', 0) - 1, 'LotHeld', 0, 'LotRecalled', recalled);
      return log.where('OrderFulfilled', 0);
    },
  ],
  [
    'released/grade',
    'bottles ordered in a grade that they were not released in',
    (log) => log.edit('LotReleased', 4, (data) => (data.grade = 'V')) && log.where('OrderPlaced', 4),
  ],

  [
    'orders/contract',
    'an order without a contract',
    (log) => log.drop('SaleContractSigned', 0, 'OrderPlaced', 0),
  ],
  [
    'orders/contract',
    'other terms than the contract’s',
    (log) => log.edit('OrderPlaced', 1, (data) => (data.paymentDays = 60)),
  ],
  [
    'orders/price',
    'another price than the contract’s',
    (log) => log.edit('OrderPlaced', 1, ({ lines }) => each(lines, (one) => (one.unitPriceMinor -= 1))),
  ],
  [
    'orders/line-amount',
    'a line that is not weight by price',
    (log) => log.edit('OrderPlaced', 1, ({ lines }) => each(lines, (one) => (one.amountCentimes -= 1))),
  ],
  [
    'orders/order-amount',
    'an order that is not the sum of its lines',
    (log) => log.edit('OrderPlaced', 1, (data) => (data.amountCentimes -= 1)),
  ],
  ['orders/placed-twice', 'an order placed twice', (log) => log.again('OrderPlaced', 1)],
  [
    'orders/unknown',
    'an order confirmed that was never placed',
    (log) => log.drop('OrderPlaced', 0, 'OrderSecured', 0),
  ],
  [
    'orders/status',
    'a delivery before the confirmation',
    (log) => log.drop('OrderConfirmed', 0, 'OrderFulfilled', 0),
  ],
  [
    'orders/delivered',
    'other goods delivered than ordered',
    (log) =>
      log.edit('OrderFulfilled', 0, ({ lines }) => each(lines.slice(0, 1), (one) => (one.grams -= 1_000))),
  ],
  [
    'orders/delivered',
    'more delivered than was received',
    (log) =>
      log.edit('ShipmentReceived', 0, ({ lines }) => each(lines, (one) => (one.receivedPieces = 48))) &&
      log.where('OrderFulfilled', 2),
  ],
  [
    'orders/receipt-not-billed',
    'a receipt that was never billed',
    (log) => log.drop('OrderFulfilled', 2, 'ShipmentReceived', 0),
  ],
  [
    'orders/not-billed',
    'a delivery that was never billed',
    (log) => log.drop('InvoiceIssued', 0, 'OrderFulfilled', 0),
  ],
  [
    'orders/not-delivered',
    'an invoice before the delivery',
    (log) => log.drop('OrderFulfilled', 0, 'InvoiceIssued', 0),
  ],
  [
    'orders/billed-twice',
    'an order billed twice',
    (log) =>
      log.add('InvoiceIssued', 0, 'InvoiceIssued', {
        ...log.data('InvoiceIssued', 0),
        invoiceNumber: 'F-2026-000009',
      }),
  ],
  [
    'orders/billed',
    'billed other than ordered',
    (log) =>
      log.edit('InvoiceIssued', 0, ({ lines }) =>
        each(lines.slice(0, 1), (one) => (one.unitPriceMinor += 1)),
      ),
  ],
  [
    'orders/due',
    'another due date than the contract’s',
    (log) => log.edit('InvoiceIssued', 0, (data) => (data.dueOn = '2026-12-31')),
  ],

  [
    'numbers/number',
    'a gap in the invoice numbers',
    (log) => log.edit('InvoiceNumberTaken', 1, (data) => (data.number = 3)),
  ],
  [
    'numbers/document-number',
    'a number written otherwise',
    (log) => log.edit('InvoiceNumberTaken', 1, (data) => (data.invoiceNumber = 'F-2026-2')),
  ],
  [
    'numbers/date',
    'a number dated before the one before it',
    (log) => log.edit('InvoiceNumberTaken', 1, (data) => (data.issuedOn = '2026-10-01')),
  ],
  ['numbers/taken-twice', 'two numbers for one order', (log) => log.again('InvoiceNumberTaken', 1)],
  [
    'numbers/unused',
    'a number that was never used',
    (log) => log.drop('CreditNoteIssued', 0, 'CreditNoteNumberTaken', 0),
  ],
  [
    'numbers/not-taken',
    'an invoice under a number of its own making',
    (log) => log.drop('InvoiceNumberTaken', 0, 'InvoiceIssued', 0),
  ],
  [
    'numbers/used-for',
    'a number used for another order',
    (log) =>
      log.edit('InvoiceNumberTaken', 0, ({ order }) => (order.orderId = 'O9')) &&
      log.where('InvoiceIssued', 0),
  ],
  [
    'numbers/issued-on',
    'an invoice dated otherwise than its number',
    (log) => log.edit('InvoiceIssued', 0, (data) => (data.issuedOn = '2026-10-09')),
  ],

  ['invoices/issued-twice', 'an invoice issued twice', (log) => log.again('InvoiceIssued', 0)],
  [
    'invoices/unknown',
    'money for an invoice that is not there',
    (log) => log.drop('InvoiceIssued', 1, 'ProceedsReceived', 4),
  ],
  [
    'invoices/amount',
    'an invoice that is not its net and its VAT',
    (log) => log.edit('InvoiceIssued', 0, (data) => (data.amountCentimes += 1)),
  ],
  [
    'invoices/net',
    'an invoice whose net is not the sum of its lines',
    (log) => log.edit('InvoiceIssued', 0, (data) => (data.netCentimes += 1)),
  ],
  [
    'invoices/vat',
    'an invoice with VAT that its rate does not come to',
    (log) =>
      log.edit('InvoiceIssued', 0, (data) => {
        data.vatCentimes += 1;
        data.amountCentimes += 1;
      }),
  ],
  [
    'invoices/vat-lines',
    'VAT of the whole that is not that of its lines',
    (log) =>
      log.edit('InvoiceIssued', 0, ({ lines }) => each(lines.slice(0, 1), (one) => (one.vatCentimes += 1))),
  ],
  [
    'invoices/vat-ground',
    'an invoice without VAT and without the ground of it',
    (log) => log.edit('InvoiceIssued', 0, ({ tax }) => tax && (tax.vat.ground = null)),
  ],
  [
    'invoices/vat-version',
    'an invoice by a rate that nobody published',
    (log) => log.edit('InvoiceIssued', 0, ({ tax }) => tax && (tax.vat.version = 'made-up')),
  ],
  [
    'invoices/note-vat',
    'a note with other VAT than was granted',
    (log) => log.edit('CreditNoteIssued', 0, (data) => (data.vatCentimes += 1)),
  ],
  [
    'invoices/vat-sum',
    'a receipt with VAT that is in none of its parts',
    (log) => log.edit('ProceedsReceived', 0, (data) => (data.vatCentimes += 1)),
  ],
  [
    'invoices/credit-amount',
    'a credit that is not the sum of its lines',
    (log) => log.edit('CreditGranted', 0, (data) => (data.amountCentimes += 1)),
  ],
  ['invoices/credit-twice', 'a credit granted twice', (log) => log.again('CreditGranted', 0)],
  [
    'invoices/credit-line',
    'a credit on a lot that was not invoiced',
    (log) => log.edit('CreditGranted', 0, ({ lines }) => each(lines, (one) => (one.lotId = 'LT'))),
  ],
  [
    'invoices/credit-beyond',
    'a credit above what is open',
    (log) =>
      log.edit('CreditGranted', 0, (data) => {
        data.amountCentimes = 9_999_999;
        for (const one of data.lines) one.amountCentimes = 9_999_999;
      }),
  ],
  [
    'invoices/no-note',
    'a credit without its note',
    (log) => log.drop('CreditNoteIssued', 0, 'CreditGranted', 0),
  ],
  [
    'invoices/note',
    'a note for another amount than was granted',
    (log) => log.edit('CreditNoteIssued', 0, (data) => (data.amountCentimes += 1)),
  ],
  ['invoices/note-twice', 'a note issued twice', (log) => log.again('CreditNoteIssued', 0)],
  [
    'invoices/credited-beyond',
    'credit notes above the invoice',
    (log) => log.edit('CreditNoteIssued', 0, (data) => (data.amountCentimes = 6_300_751)),
  ],
  ['invoices/received-twice', 'a receipt recorded twice', (log) => log.again('ProceedsReceived', 0)],
  [
    'invoices/rate',
    'dirhams at another rate',
    (log) => log.edit('ProceedsReceived', 0, ({ rate }) => (rate.rateMicros = 2_000_000)),
  ],
  [
    'invoices/parts-sum',
    'parts that are not the receipt',
    (log) =>
      log.edit('ProceedsReceived', 0, ({ parts }) =>
        each(parts.slice(0, 1), (one) => (one.amountCentimes -= 1)),
      ),
  ],
  [
    'invoices/parts',
    'a centime moved between the parts',
    (log) =>
      log.edit('ProceedsReceived', 0, ({ parts }) =>
        each(parts, (one, at) => (one.amountCentimes += [1, -1, 0][at] ?? 0)),
      ),
  ],
  [
    'invoices/proceeds-beyond',
    'proceeds above the line',
    (log) =>
      log.edit('ProceedsReceived', 4, (data) => {
        data.amount *= 2;
        data.madCentimes *= 2;
        for (const one of data.parts) one.amountCentimes *= 2;
      }),
  ],
  [
    'invoices/proceeds-line',
    'proceeds for a lot that was not invoiced',
    (log) => log.edit('ProceedsReceived', 4, ({ parts }) => each(parts, (one) => (one.lotId = 'L1'))),
  ],
  [
    'invoices/settled',
    'an invoice settled too early',
    (log) =>
      log.add('InvoiceSettled', 0, 'InvoiceSettled', {
        invoiceNumber: 'F-2026-000001',
        buyerId: 'B1',
        settledOn: '2026-10-07',
      }) && log.drop('ProceedsReceived', 0, 'InvoiceSettled', 0),
  ],
  [
    'invoices/settled-twice',
    'an invoice settled twice',
    (log) => log.add('InvoiceSettled', 0, 'InvoiceSettled', log.data('InvoiceSettled', 0)),
  ],
]);
