import { policyOn, sendTo } from '@oce/policies';
import { creditNoteRegisterAggregate } from '../credit-note-register/credit-note-register.decider';
import { invoiceEvents } from '../invoice/invoice.events';
import { yearOf } from '../shared/register';

/** A credit was granted: it takes the next number of the year's credit notes. */
export const numberCreditNote = policyOn(invoiceEvents)({
  name: 'number-credit-note',
  atOnce: true,
  react(event) {
    if (event.type !== 'CreditGranted') return [];
    const id = yearOf(event.data.grantedOn);
    const data = { credit: event.data };
    return [sendTo(creditNoteRegisterAggregate, id, 'TakeCreditNoteNumber', data)];
  },
});
