import type { OrderFulfilled } from '@oce/contracts';
import { defineAggregate, type Command } from '@oce/event-sourcing';
import { invoiceRegisterEvents } from './invoice-register.events';
import { emptyRegister, nextNumber, numberTakenFor, withTaken, type RegisterState } from './numbering';

/** The id of the register is the year of delivery. */
export type TakeInvoiceNumber = Command<'TakeInvoiceNumber', { order: OrderFulfilled['data'] }>;

const SERIES = 'F';

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
    const { number, documentNumber, date } = nextNumber(state, SERIES, order.deliveredOn);
    const data = { number, invoiceNumber: documentNumber, issuedOn: date, order };
    return [invoiceRegisterEvents.InvoiceNumberTaken(data)];
  },
  evolve(state, event) {
    const { number, invoiceNumber, issuedOn, order } = event.data;
    return withTaken(state, order.orderId, { number, documentNumber: invoiceNumber, date: issuedOn });
  },
});
