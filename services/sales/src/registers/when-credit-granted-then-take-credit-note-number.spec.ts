import { reactionsTo } from '@oce/testing';
import { invoiceIssued } from '../../test/facts';
import { whenCreditGrantedThenTakeCreditNoteNumber } from './reactions/when-credit-granted-then-take-credit-note-number';

const credit = {
  creditId: 'CR-1',
  invoiceNumber: 'F-2026-000001',
  amountCentimes: 5,
  lines: [{ lotId: 'LOT-A', amountCentimes: 5 }],
  reason: 'broken bottles',
  grantedOn: '2027-01-05',
};

describe('number-credit-note', () => {
  it('takes a number in the register of the year in which the credit was granted', () => {
    expect(
      reactionsTo(whenCreditGrantedThenTakeCreditNoteNumber, { type: 'CreditGranted', v: 1, data: credit }),
    ).toEqual([
      { aggregate: 'credit-note-register', id: '2027', type: 'TakeCreditNoteNumber', data: { credit } },
    ]);
  });

  it('numbers nothing else', () => {
    expect(reactionsTo(whenCreditGrantedThenTakeCreditNoteNumber, invoiceIssued)).toEqual([]);
  });
});
