import { policyOn, sendTo } from '@oce/policies';
import { invoiceAggregate } from '../../invoice/domain/invoice';
import { creditNoteRegisterEvents } from '../../registers/domain/registers';

/** A number was taken: its credit note is issued, so that no number is missing. */
export const whenCreditNoteNumberTakenThenIssueCreditNote = policyOn(creditNoteRegisterEvents)({
  name: 'issue-credit-note',
  atOnce: true,
  react(event) {
    const { creditNoteNumber, issuedOn, credit } = event.data;
    const { invoiceNumber, creditId } = credit;
    const data = { invoiceNumber, creditId, creditNoteNumber, issuedOn };
    return [sendTo(invoiceAggregate, invoiceNumber, 'IssueCreditNote', data)];
  },
});
