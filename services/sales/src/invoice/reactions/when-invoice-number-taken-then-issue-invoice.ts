import { policyOn, sendTo } from '@oce/policies';
import { invoiceRegisterEvents } from '../../registers/domain/registers';
import { invoiceAggregate } from '../domain/invoice';

/** A number was taken: its invoice is issued, so that no number is missing. */
export const whenInvoiceNumberTakenThenIssueInvoice = policyOn(invoiceRegisterEvents)({
  name: 'issue-invoice',
  atOnce: true,
  react(event) {
    const { invoiceNumber, issuedOn, order } = event.data;
    const data = { invoiceNumber, issuedOn, order };
    return [sendTo(invoiceAggregate, invoiceNumber, 'IssueInvoice', data)];
  },
});
