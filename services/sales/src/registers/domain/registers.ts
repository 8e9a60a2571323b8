import { Map } from 'immutable';
import { OCE, sales, type OrderFulfilled } from '@oce/contracts';
import { defineAggregate, defineEvents, event, type Command, type EventOf } from '@oce/event-sourcing';
import {
  creditWithoutVat,
  type CreditGranted,
  type CreditReversed,
} from '../../invoice/domain/invoice.events';

type Data = Readonly<Record<string, unknown>>;
/** An order as it was written before invoices had VAT: what it holds grew with its own event. */
const orderOf = (order: Data): object => sales.order.OrderFulfilled.upcasters[1]?.(order) ?? order;

export const invoiceRegisterEvents = defineEvents(
  { stream: OCE, context: 'sales', aggregate: 'invoice-register' },
  {
    /** The next number of the year's invoices, with the order that it bills: the invoice follows, whatever happens. */
    InvoiceNumberTaken: event<{
      number: number;
      invoiceNumber: string;
      issuedOn: string;
      order: OrderFulfilled['data'];
    }>().version(2, { 1: ({ order, ...data }) => ({ ...data, order: orderOf(order as Data) }) }),
  },
);
export type InvoiceNumberTaken = EventOf<typeof invoiceRegisterEvents.InvoiceNumberTaken>;

export const creditNoteRegisterEvents = defineEvents(
  { stream: OCE, context: 'sales', aggregate: 'credit-note-register' },
  {
    /** The next number of the year's credit notes, with the credit that it is for. */
    CreditNoteNumberTaken: event<{
      number: number;
      creditNoteNumber: string;
      issuedOn: string;
      credit: CreditGranted['data'];
    }>().version(2, { 1: ({ credit, ...data }) => ({ ...data, credit: creditWithoutVat(credit as Data) }) }),
    /** The next number of the same register, with the credit that is taken back. */
    CreditReversalNumberTaken: event<{
      number: number;
      reversalNumber: string;
      issuedOn: string;
      reversal: CreditReversed['data'];
    }>(),
  },
);
export type CreditNoteNumberTaken = EventOf<typeof creditNoteRegisterEvents.CreditNoteNumberTaken>;

/** A year's numbers of one kind of document, without gaps, in the order of their dates. */
export interface RegisterState {
  readonly last: number;
  readonly lastDate: string;
  /** By what each was taken for: a map that shares with its successor all but one number. */
  readonly taken: Map<string, string>;
}

export const emptyRegister: RegisterState = { last: 0, lastDate: '', taken: Map() };

/** The number given for a key, undefined where none was. */
export function numberTakenFor({ taken }: RegisterState, key: string): string | undefined {
  return taken.get(key);
}

/** `F-2026-000001`: the series, the year and the number, six digits or as many as it takes. */
export function documentNumber(series: string, year: string, number: number): string {
  return `${series}-${year}-${String(number).padStart(6, '0')}`;
}

/** The next number and its date: the day of the business, but never before the day of the number before it. */
export function nextNumber(state: RegisterState, series: string, date: string) {
  const number = state.last + 1;
  return {
    number,
    documentNumber: documentNumber(series, yearOf(date), number),
    date: date < state.lastDate ? state.lastDate : date,
  };
}

/** The state after a number was taken. */
export function withTaken(
  state: RegisterState,
  key: string,
  taken: ReturnType<typeof nextNumber>,
): RegisterState {
  return {
    last: taken.number,
    lastDate: taken.date,
    taken: state.taken.set(key, taken.documentNumber),
  };
}

/** The register's id: the year of a business date. */
export const yearOf = (date: string): string => date.slice(0, 4);

/** The id of the register is the year of delivery. */
export type TakeInvoiceNumber = Command<'TakeInvoiceNumber', { order: OrderFulfilled['data'] }>;

/**
 * The year's invoice numbers, without gaps: one aggregate a year hands them out, one for an order however often it is
 * asked, and what it hands out is always used. An invoice bears the day of delivery, or the day of the number before it
 * where that is later: numbers follow dates.
 */
export const invoiceRegisterAggregate = defineAggregate<
  RegisterState,
  TakeInvoiceNumber,
  typeof invoiceRegisterEvents
>(invoiceRegisterEvents, {
  initial: emptyRegister,
  decide({ data: { order } }, state) {
    if (numberTakenFor(state, order.orderId) !== undefined) return [];
    const { number, documentNumber, date } = nextNumber(state, 'F', order.deliveredOn);
    const data = { number, invoiceNumber: documentNumber, issuedOn: date, order };
    return [invoiceRegisterEvents.InvoiceNumberTaken(data)];
  },
  evolve(state, event) {
    const { number, invoiceNumber, issuedOn, order } = event.data;
    return withTaken(state, order.orderId, { number, documentNumber: invoiceNumber, date: issuedOn });
  },
});

/** The id of the register is the year in which the credit was granted. */
export type TakeCreditNoteNumber = Command<'TakeCreditNoteNumber', { credit: CreditGranted['data'] }>;

/** The id of the register is the year in which the credit was taken back. */
export type TakeReversalNumber = Command<'TakeReversalNumber', { reversal: CreditReversed['data'] }>;

/** The year's numbers of credit notes (avoirs) and of their reversals, by the rules of the invoices' register. */
export const creditNoteRegisterAggregate = defineAggregate<
  RegisterState,
  TakeCreditNoteNumber | TakeReversalNumber,
  typeof creditNoteRegisterEvents
>(creditNoteRegisterEvents, {
  initial: emptyRegister,
  decide: {
    TakeCreditNoteNumber({ data: { credit } }, state) {
      if (numberTakenFor(state, keyOf(credit)) !== undefined) return [];
      const { number, documentNumber, date } = nextNumber(state, 'AV', credit.grantedOn);
      const data = { number, creditNoteNumber: documentNumber, issuedOn: date, credit };
      return [creditNoteRegisterEvents.CreditNoteNumberTaken(data)];
    },
    TakeReversalNumber({ data: { reversal } }, state) {
      if (numberTakenFor(state, reversalKeyOf(reversal)) !== undefined) return [];
      const { number, documentNumber, date } = nextNumber(state, 'AV', reversal.reversedOn);
      const data = { number, reversalNumber: documentNumber, issuedOn: date, reversal };
      return [creditNoteRegisterEvents.CreditReversalNumberTaken(data)];
    },
  },
  evolve: {
    CreditNoteNumberTaken(state, { data: { number, creditNoteNumber, issuedOn, credit } }) {
      return withTaken(state, keyOf(credit), { number, documentNumber: creditNoteNumber, date: issuedOn });
    },
    CreditReversalNumberTaken(state, { data: { number, reversalNumber, issuedOn, reversal } }) {
      const taken = { number, documentNumber: reversalNumber, date: issuedOn };
      return withTaken(state, reversalKeyOf(reversal), taken);
    },
  },
});

/** A credit's id is unique within its invoice only. */
const keyOf = (credit: Pick<CreditGranted['data'], 'invoiceNumber' | 'creditId'>): string =>
  `${credit.invoiceNumber} ${credit.creditId}`;

/** No id has a space in it: the key is that of no credit. */
const reversalKeyOf = (reversal: Pick<CreditReversed['data'], 'invoiceNumber' | 'creditId'>): string =>
  `reversal of ${keyOf(reversal)}`;
