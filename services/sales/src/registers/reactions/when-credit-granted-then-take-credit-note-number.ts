import { policyOn, sendTo } from '@oce/policies';
import { invoiceEvents } from '../../invoice/domain/invoice.events';
import { creditNoteRegisterAggregate, yearOf } from '../domain/registers';

/** A credit was granted: it takes the next number of the year's credit notes. */
export const whenCreditGrantedThenTakeCreditNoteNumber = policyOn(invoiceEvents.CreditGranted)({
  name: 'number-credit-note',
  atOnce: true,
  react(event) {
    const id = yearOf(event.data.grantedOn);
    const data = { credit: event.data };
    return [sendTo(creditNoteRegisterAggregate, id, 'TakeCreditNoteNumber', data)];
  },
});
