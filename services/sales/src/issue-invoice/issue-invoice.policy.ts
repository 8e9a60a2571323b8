import { eventsOf } from '@oce/contracts';
import { definePolicy } from '@oce/policies';
import type { InvoiceNumberTaken } from '../invoice-register/invoice-register.events';

/** A number was taken: its invoice is issued, so that no number is missing. */
export const issueInvoice = definePolicy<InvoiceNumberTaken>({
  name: 'issue-invoice',
  subjects: [eventsOf('sales', 'invoice-register')],
  react(event) {
    const { invoiceNumber, issuedOn, order } = event.data;
    const data = { invoiceNumber, issuedOn, order };
    return [{ aggregate: 'invoice', id: invoiceNumber, type: 'IssueInvoice', data }];
  },
});
