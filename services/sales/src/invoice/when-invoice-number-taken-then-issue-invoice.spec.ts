import { reactionsTo } from '@oce/testing';
import { orderFulfilled } from '../../test/facts';
import { whenInvoiceNumberTakenThenIssueInvoice } from './reactions/when-invoice-number-taken-then-issue-invoice';

it('issue-invoice issues the invoice of each number that was taken', () => {
  const invoice = { invoiceNumber: 'F-2026-000007', issuedOn: '2026-10-02', order: orderFulfilled.data };
  expect(
    reactionsTo(whenInvoiceNumberTakenThenIssueInvoice, {
      type: 'InvoiceNumberTaken',
      v: 1,
      data: { number: 7, ...invoice },
    }),
  ).toEqual([{ aggregate: 'invoice', id: 'F-2026-000007', type: 'IssueInvoice', data: invoice }]);
});
