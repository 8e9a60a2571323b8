import { Injectable } from '@nestjs/common';
import { conflict, invalid, notFound, type CommandMeta } from '@oce/event-sourcing';
import type { HandlerOf, Outcome } from '@oce/event-store';
import { formatMoney, sumExactly } from '@oce/quantities';
import { AtOnce, InjectAggregate } from '@oce/service-kit';
import { invoiceAggregate } from '../../invoice/domain/invoice';
import {
  reservedForRefund,
  reservedForReturn,
  reservedForSetOff,
  spelled,
} from '../../reservation/domain/reservation';
import { SalesReservations } from '../../reservation/reservations';
import type { RefundBalance, ReturnRefund, SetOffBalance } from '../domain/balance';
import { buyerAggregate } from '../domain/buyer';

/** What OCE owes a buyer, paid back or set against an invoice. */
@Injectable()
export class Balances {
  constructor(
    private readonly atOnce: AtOnce,
    private readonly reservations: SalesReservations,
    @InjectAggregate(buyerAggregate) private readonly buyers: HandlerOf<typeof buyerAggregate>,
    @InjectAggregate(invoiceAggregate) private readonly invoices: HandlerOf<typeof invoiceAggregate>,
  ) {}

  /** Money went back to the buyer; its bank reference is used once. */
  refund({ bankReference, ...rest }: RefundBalance['data'], meta: CommandMeta): Promise<Outcome> {
    const data = { ...rest, bankReference: spelled(bankReference) };
    const command = { type: 'RefundBalance', data, meta } as const;
    return this.reservations.write(this.buyers, data.buyerId, command, reservedForRefund(data));
  }

  /** A refund came back; its bank reference is used once. */
  returnRefund({ bankReference, ...rest }: ReturnRefund['data'], meta: CommandMeta): Promise<Outcome> {
    const data = { ...rest, bankReference: spelled(bankReference) };
    const command = { type: 'ReturnRefund', data, meta } as const;
    return this.reservations.write(this.buyers, data.buyerId, command, reservedForReturn(data));
  }

  /**
   * The balance pays on an invoice of the buyer; the receipt follows at once.
   *
   * @throws DomainError `invoice_unknown`, `invoice_of_another_buyer`, `set_off_above_open_amount`, or as the buyer refuses
   */
  async setOff(data: SetOffBalance['data'], meta: CommandMeta): Promise<Outcome> {
    const { buyerId, setOffId, invoiceNumber, amountCentimes } = data;
    const { invoice, openCentimes, proceeds } = (await this.invoices.load(invoiceNumber)).state;
    if (!invoice) throw notFound('invoice_unknown', 'There is no such invoice.', 'invoiceNumber');
    if (invoice.buyerId !== buyerId)
      throw invalid(
        'invoice_of_another_buyer',
        'Choose an invoice of this buyer: the balance is theirs.',
        'invoiceNumber',
      );
    const open = sumExactly(openCentimes);
    if (amountCentimes > open && !proceeds.has(setOffId))
      throw conflict(
        'set_off_above_open_amount',
        `${formatMoney(open)} are open on ${invoiceNumber}: set off no more than that.`,
        'amountCentimes',
      );
    const command = { type: 'SetOffBalance', data, meta } as const;
    const outcome = await this.reservations.write(this.buyers, buyerId, command, reservedForSetOff(data));
    return this.atOnce.follow(this.buyers, buyerId, outcome, meta);
  }
}
