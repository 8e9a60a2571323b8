import type { Event } from '@oce/event-sourcing';
import type { CreditGranted } from '../invoice/invoice.events';

/** The next number of the year's credit notes, with the credit that it is for. */
export type CreditNoteNumberTaken = Event<
  'CreditNoteNumberTaken',
  { number: number; creditNoteNumber: string; issuedOn: string; credit: CreditGranted['data'] },
  1
>;
