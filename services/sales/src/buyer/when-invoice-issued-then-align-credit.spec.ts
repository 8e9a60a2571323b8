import { reactionsTo } from '@oce/testing';
import { creditNoteIssued, invoiceIssued, proceedsReceived } from '../../test/facts';
import { whenInvoiceIssuedThenAlignCredit } from './reactions/when-invoice-issued-then-align-credit';

describe('aligning credit', () => {
  it("uses the buyer's limit for what the invoice comes to with its VAT", () => {
    const data = { ...invoiceIssued.data, vatCentimes: 141_500, amountCentimes: 1_556_500 };
    expect(reactionsTo(whenInvoiceIssuedThenAlignCredit, { ...invoiceIssued, data })).toEqual([
      {
        aggregate: 'buyer',
        id: 'BUY-01',
        type: 'AlignCredit',
        data: { buyerId: 'BUY-01', orderId: 'ORD-1', amountCentimes: 1_556_500 },
      },
    ]);
  });

  it('does not follow from what is paid or credited on an invoice', () => {
    expect(reactionsTo(whenInvoiceIssuedThenAlignCredit, proceedsReceived)).toEqual([]);
    expect(reactionsTo(whenInvoiceIssuedThenAlignCredit, creditNoteIssued)).toEqual([]);
  });
});
