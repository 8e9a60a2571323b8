import { policyOn, sendTo } from '@oce/policies';
import { creditNoteRegisterEvents } from '../credit-note-register/credit-note-register.events';
import { invoiceAggregate } from '../invoice/invoice.decider';

/** A number was taken: its credit note is issued, so that no number is missing. */
export const issueCreditNote = policyOn(creditNoteRegisterEvents)({
  name: 'issue-credit-note',
  atOnce: true,
  react(event) {
    const { creditNoteNumber, issuedOn, credit } = event.data;
    const { invoiceNumber, creditId } = credit;
    const data = { invoiceNumber, creditId, creditNoteNumber, issuedOn };
    return [sendTo(invoiceAggregate, invoiceNumber, 'IssueCreditNote', data)];
  },
});
