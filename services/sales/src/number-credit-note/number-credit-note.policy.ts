import { eventsOf } from '@oce/contracts';
import type { InvoiceEvent } from '../invoice/invoice.events';
import { yearOf } from '../shared/register';
import { promptPolicy } from '../at-once/prompt-policy';

/** A credit was granted: it takes the next number of the year's credit notes. */
export const numberCreditNote = promptPolicy<InvoiceEvent>({
  name: 'number-credit-note',
  subjects: [eventsOf('sales', 'invoice')],
  react(event) {
    if (event.type !== 'CreditGranted') return [];
    const id = yearOf(event.data.grantedOn);
    const data = { credit: event.data };
    return [{ aggregate: 'credit-note-register', id, type: 'TakeCreditNoteNumber', data }];
  },
});
