import { defineAggregate, type Command } from '@oce/event-sourcing';
import type { CreditGranted } from '../../invoice/domain/invoice.events';
import { creditNoteRegisterEvents } from './credit-note-register.events';
import { emptyRegister, nextNumber, numberTakenFor, withTaken, type RegisterState } from './numbering';

/** The id of the register is the year in which the credit was granted. */
export type TakeCreditNoteNumber = Command<'TakeCreditNoteNumber', { credit: CreditGranted['data'] }>;

const SERIES = 'AV';

/** The year's numbers of credit notes (avoirs), by the rules of the invoices' register. */
export const creditNoteRegisterAggregate = defineAggregate<
  RegisterState,
  TakeCreditNoteNumber,
  typeof creditNoteRegisterEvents
>(creditNoteRegisterEvents, {
  initial: emptyRegister,
  decide({ data: { credit } }, state) {
    if (numberTakenFor(state, keyOf(credit)) !== undefined) return [];
    const { number, documentNumber, date } = nextNumber(state, SERIES, credit.grantedOn);
    const data = { number, creditNoteNumber: documentNumber, issuedOn: date, credit };
    return [creditNoteRegisterEvents.CreditNoteNumberTaken(data)];
  },
  evolve(state, event) {
    const { number, creditNoteNumber, issuedOn, credit } = event.data;
    return withTaken(state, keyOf(credit), { number, documentNumber: creditNoteNumber, date: issuedOn });
  },
});

/** A credit's id is unique within its invoice only. */
const keyOf = (credit: Pick<CreditGranted['data'], 'invoiceNumber' | 'creditId'>): string =>
  `${credit.invoiceNumber} ${credit.creditId}`;
