import { eventsOf } from '@oce/contracts';
import type { InvoiceNumberTaken } from '../invoice-register/invoice-register.events';
import { promptPolicy } from '../at-once/prompt-policy';

/** A number was taken: its invoice is issued, so that no number is missing. */
export const issueInvoice = promptPolicy<InvoiceNumberTaken>({
  name: 'issue-invoice',
  subjects: [eventsOf('sales', 'invoice-register')],
  react(event) {
    const { invoiceNumber, issuedOn, order } = event.data;
    const data = { invoiceNumber, issuedOn, order };
    return [{ aggregate: 'invoice', id: invoiceNumber, type: 'IssueInvoice', data }];
  },
});
