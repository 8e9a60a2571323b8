import { policyOn, sendTo } from '@oce/policies';
import { invoiceEvents } from '../../invoice/domain/invoice.events';
import { creditNoteRegisterAggregate, yearOf } from '../domain/registers';

/** A credit was taken back: its reversal takes the next number of the year's credit notes. */
export const whenCreditReversedThenTakeReversalNumber = policyOn(invoiceEvents.CreditReversed)({
  name: 'number-credit-reversal',
  atOnce: true,
  react({ data: reversal }) {
    const id = yearOf(reversal.reversedOn);
    return [sendTo(creditNoteRegisterAggregate, id, 'TakeReversalNumber', { reversal })];
  },
});
