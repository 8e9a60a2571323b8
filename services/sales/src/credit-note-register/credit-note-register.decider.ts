import { unknownEvent, type Command, type Decider } from '@oce/event-sourcing';
import type { CreditGranted } from '../invoice/invoice.events';
import { emptyRegister, nextNumber, numberTakenFor, withTaken, type RegisterState } from '../shared/register';
import type { CreditNoteNumberTaken } from './credit-note-register.events';

/** The id of the register is the year in which the credit was granted. */
export type TakeCreditNoteNumber = Command<'TakeCreditNoteNumber', { credit: CreditGranted['data'] }>;

const SERIES = 'AV';

/** The year's numbers of credit notes (avoirs), by the rules of the invoices' register. */
export const creditNoteRegisterDecider: Decider<RegisterState, TakeCreditNoteNumber, CreditNoteNumberTaken> =
  {
    context: 'sales',
    aggregate: 'credit-note-register',
    initial: emptyRegister,
    decide({ data: { credit } }, state) {
      if (numberTakenFor(state, keyOf(credit)) !== undefined) return [];
      const { number, documentNumber, date } = nextNumber(state, SERIES, credit.grantedOn);
      const data = { number, creditNoteNumber: documentNumber, issuedOn: date, credit };
      return [{ type: 'CreditNoteNumberTaken', v: 1, data }];
    },
    evolve(state, event) {
      if (event.type !== 'CreditNoteNumberTaken') return unknownEvent(event as never);
      const { number, creditNoteNumber, issuedOn, credit } = event.data;
      return withTaken(state, keyOf(credit), { number, documentNumber: creditNoteNumber, date: issuedOn });
    },
  };

/** A credit's id is unique within its invoice only. */
export const keyOf = (credit: Pick<CreditGranted['data'], 'invoiceNumber' | 'creditId'>): string =>
  `${credit.invoiceNumber} ${credit.creditId}`;
