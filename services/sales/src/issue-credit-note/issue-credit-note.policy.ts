import { eventsOf } from '@oce/contracts';
import type { CreditNoteNumberTaken } from '../credit-note-register/credit-note-register.events';
import { promptPolicy } from '../at-once/prompt-policy';

/** A number was taken: its credit note is issued, so that no number is missing. */
export const issueCreditNote = promptPolicy<CreditNoteNumberTaken>({
  name: 'issue-credit-note',
  subjects: [eventsOf('sales', 'credit-note-register')],
  react(event) {
    const { creditNoteNumber, issuedOn, credit } = event.data;
    const { invoiceNumber, creditId } = credit;
    const data = { invoiceNumber, creditId, creditNoteNumber, issuedOn };
    return [{ aggregate: 'invoice', id: invoiceNumber, type: 'IssueCreditNote', data }];
  },
});
