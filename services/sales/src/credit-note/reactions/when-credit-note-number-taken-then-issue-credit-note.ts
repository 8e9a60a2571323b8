import { policyOn, sendTo } from '@oce/policies';
import { invoiceAggregate } from '../../invoice/domain/invoice';
import { creditNoteRegisterEvents } from '../../registers/domain/registers';

/** A number was taken: its credit note, or the reversal of one, is issued, so that no number is missing. */
export const whenCreditNoteNumberTakenThenIssueCreditNote = policyOn(creditNoteRegisterEvents)({
  name: 'issue-credit-note',
  atOnce: true,
  react(event) {
    if (event.type === 'CreditReversalNumberTaken') {
      const { reversalNumber, issuedOn, reversal } = event.data;
      const { invoiceNumber, creditId } = reversal;
      const reversed = { invoiceNumber, creditId, reversalNumber, issuedOn };
      return [sendTo(invoiceAggregate, invoiceNumber, 'IssueCreditReversal', reversed)];
    }
    const { creditNoteNumber, issuedOn, credit } = event.data;
    const { invoiceNumber, creditId } = credit;
    const data = { invoiceNumber, creditId, creditNoteNumber, issuedOn };
    return [sendTo(invoiceAggregate, invoiceNumber, 'IssueCreditNote', data)];
  },
});
