import { eventsOf } from '@oce/contracts';
import { definePolicy } from '@oce/policies';
import type { CreditNoteNumberTaken } from '../credit-note-register/credit-note-register.events';

/** A number was taken: its credit note is issued, so that no number is missing. */
export const issueCreditNote = definePolicy<CreditNoteNumberTaken>({
  name: 'issue-credit-note',
  subjects: [eventsOf('sales', 'credit-note-register')],
  react(event) {
    const { creditNoteNumber, issuedOn, credit } = event.data;
    const { invoiceNumber, creditId } = credit;
    const data = { invoiceNumber, creditId, creditNoteNumber, issuedOn };
    return [{ aggregate: 'invoice', id: invoiceNumber, type: 'IssueCreditNote', data }];
  },
});
