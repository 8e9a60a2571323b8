import { reactionsTo } from '@oce/testing';
import { whenCreditNoteNumberTakenThenIssueCreditNote } from './reactions/when-credit-note-number-taken-then-issue-credit-note';

it('issue-credit-note issues the note of each number that was taken', () => {
  const [invoiceNumber, creditId, creditNoteNumber] = ['F-2026-000001', 'CR-1', 'AV-2026-000003'];
  const issuedOn = '2026-10-05';
  const credit = {
    creditId,
    invoiceNumber,
    amountCentimes: 5,
    lines: [{ lotId: 'LOT-A', amountCentimes: 5 }],
    reason: 'broken bottles',
    grantedOn: '2026-10-05',
  };
  const data = { number: 3, creditNoteNumber, issuedOn, credit };
  expect(
    reactionsTo(whenCreditNoteNumberTakenThenIssueCreditNote, { type: 'CreditNoteNumberTaken', v: 1, data }),
  ).toEqual([
    {
      aggregate: 'invoice',
      id: invoiceNumber,
      type: 'IssueCreditNote',
      data: { invoiceNumber, creditId, creditNoteNumber, issuedOn },
    },
  ]);
});
