import { command, given } from '@oce/testing';
import { creditNoteRegisterAggregate } from './domain/credit-note-register';
import type { CreditNoteNumberTaken } from './domain/credit-note-register.events';

const credit = {
  creditId: 'CR-1',
  invoiceNumber: 'F-2026-000001',
  amountCentimes: 5,
  lines: [{ lotId: 'LOT-A', amountCentimes: 5 }],
  reason: 'broken bottles',
  grantedOn: '2026-10-05',
};
const taken = (number: number, invoiceNumber = credit.invoiceNumber): CreditNoteNumberTaken => ({
  type: 'CreditNoteNumberTaken',
  v: 1,
  data: {
    number,
    creditNoteNumber: `AV-2026-00000${number}`,
    issuedOn: '2026-10-05',
    credit: { ...credit, invoiceNumber },
  },
});

describe("the register of a year's credit notes", () => {
  it('gives a credit one number', () => {
    given(creditNoteRegisterAggregate, []).when(command('TakeCreditNoteNumber', { credit })).then(taken(1));
    given(creditNoteRegisterAggregate, [taken(1)])
      .when(command('TakeCreditNoteNumber', { credit }))
      .thenNothing();
  });

  it('knows a credit by its invoice and its id', () => {
    const other = { ...credit, invoiceNumber: 'F-2026-000002' };
    given(creditNoteRegisterAggregate, [taken(1)])
      .when(command('TakeCreditNoteNumber', { credit: other }))
      .then(taken(2, 'F-2026-000002'));
  });
});
