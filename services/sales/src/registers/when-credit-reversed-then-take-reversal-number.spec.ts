import { reactionsTo } from '@oce/testing';
import { invoiceIssued } from '../../test/facts';
import { whenCreditReversedThenTakeReversalNumber } from './reactions/when-credit-reversed-then-take-reversal-number';

const reversal = {
  reversalId: 'RV-1',
  creditId: 'CR-1',
  creditNoteNumber: 'AV-2026-000001',
  invoiceNumber: 'F-2026-000001',
  orderId: 'O-1',
  buyerId: 'B-1',
  lines: [{ lotId: 'LOT-A', amountCentimes: 5 }],
  amountCentimes: 5,
  reason: 'the bottles were whole',
  reversedOn: '2027-01-05',
};

describe('number-credit-reversal', () => {
  it('takes the next number of credit notes in the year in which the credit was taken back', () => {
    const event = { type: 'CreditReversed' as const, v: 1 as const, data: reversal };
    expect(reactionsTo(whenCreditReversedThenTakeReversalNumber, event)).toEqual([
      { aggregate: 'credit-note-register', id: '2027', type: 'TakeReversalNumber', data: { reversal } },
    ]);
  });

  it('numbers nothing else', () => {
    expect(reactionsTo(whenCreditReversedThenTakeReversalNumber, invoiceIssued)).toEqual([]);
  });
});
