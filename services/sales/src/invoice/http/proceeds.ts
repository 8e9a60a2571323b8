import { Injectable } from '@nestjs/common';
import { conflict, invalid, notFound, type CommandMeta } from '@oce/event-sourcing';
import type { HandlerOf, Outcome } from '@oce/event-store';
import { AtOnce, InjectAggregate } from '@oce/service-kit';
import { orderAggregate } from '../../order/domain/order';
import { invoiceRegisterAggregate, numberTakenFor, yearOf } from '../../registers/domain/registers';
import { reservedForProceeds, spelled } from '../../reservation/domain/reservation';
import { SalesReservations } from '../../reservation/reservations';
import { invoiceAggregate } from '../domain/invoice';
import type { RecordProceeds } from '../domain/invoice.commands';

/** Proceeds as they are named at the bank: for an invoice, or for the order that it bills. */
export type ProceedsOf = Omit<RecordProceeds['data'], 'invoiceNumber'> & {
  readonly invoiceNumber?: string;
  readonly orderId?: string;
};

/** Money of buyers at the bank, with all that follows from it. */
@Injectable()
export class Proceeds {
  constructor(
    private readonly atOnce: AtOnce,
    private readonly reservations: SalesReservations,
    @InjectAggregate(orderAggregate) private readonly orders: HandlerOf<typeof orderAggregate>,
    @InjectAggregate(invoiceRegisterAggregate)
    private readonly registers: HandlerOf<typeof invoiceRegisterAggregate>,
    @InjectAggregate(invoiceAggregate) private readonly invoices: HandlerOf<typeof invoiceAggregate>,
  ) {}

  /** Money came in; its bank reference and its id are used once. Answers the invoice's number with the outcome. */
  async receive(
    { orderId, invoiceNumber, bankReference, ...rest }: ProceedsOf,
    meta: CommandMeta,
  ): Promise<{ invoiceNumber: string; outcome: Outcome }> {
    const id = await this.invoiceOf(invoiceNumber, orderId);
    const data = { ...rest, invoiceNumber: id, bankReference: spelled(bankReference) };
    const facts = { placedOn: await this.placedOn(id) };
    const command = { type: 'RecordProceeds', data, facts, meta } as const;
    const reserved = reservedForProceeds(data);
    const outcome = await this.reservations.write(this.invoices, id, command, reserved);
    return {
      invoiceNumber: id,
      outcome: await this.atOnce.follow(this.invoices, id, outcome, meta),
    };
  }

  /** When the order of an invoice was placed. */
  private async placedOn(invoiceNumber: string): Promise<string | undefined> {
    const { invoice } = (await this.invoices.load(invoiceNumber)).state;
    return invoice && (await this.orders.load(invoice.orderId)).state.order?.placedOn;
  }

  /** The invoice that is named, by its number or by its order; where both are, they must agree. */
  private async invoiceOf(invoiceNumber: string | undefined, orderId: string | undefined): Promise<string> {
    if (invoiceNumber === undefined) return this.invoiceOfOrder(orderId);
    if (orderId === undefined) return invoiceNumber;
    const { invoice } = (await this.invoices.load(invoiceNumber)).state;
    if (invoice !== undefined && invoice.orderId !== orderId)
      throw invalid('invoice_of_another_order', `The invoice bills the order ${invoice.orderId}.`, 'orderId');
    return invoiceNumber;
  }

  private async invoiceOfOrder(orderId: string | undefined): Promise<string> {
    if (orderId === undefined) throw invalid('invoice_missing', 'Name the invoice or its order.', 'orderId');
    const { order, delivery } = (await this.orders.load(orderId)).state;
    if (!order) throw notFound('order_unknown', 'There is no such order.', 'orderId');
    if (!delivery) throw conflict('order_not_fulfilled', 'What was not delivered is not billed.', 'orderId');
    const register = await this.registers.load(yearOf(delivery.deliveredOn));
    const number = numberTakenFor(register.state, orderId);
    if (!number)
      throw conflict('order_not_billed_yet', 'The invoice is being written: try again.', 'orderId');
    return number;
  }
}
