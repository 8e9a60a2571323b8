import { Injectable } from '@nestjs/common';
import { notFound, type CommandMeta } from '@oce/event-sourcing';
import type { HandlerOf, Outcome } from '@oce/event-store';
import { AtOnce, InjectAggregate } from '@oce/service-kit';
import { buyerAggregate } from '../../buyer/domain/buyer';
import { invoiceAggregate } from '../../invoice/domain/invoice';
import type { ReverseCredit } from '../../invoice/domain/invoice.commands';
import { reservedForSetOff } from '../../reservation/domain/reservation';
import { SalesReservations } from '../../reservation/reservations';
import { creditedCentimes, refuseReversal } from '../domain/reverse-credit';

/** Credits that are taken back, with what they had put into the buyer's balance. */
@Injectable()
export class CreditReversals {
  constructor(
    private readonly atOnce: AtOnce,
    private readonly reservations: SalesReservations,
    @InjectAggregate(buyerAggregate) private readonly buyers: HandlerOf<typeof buyerAggregate>,
    @InjectAggregate(invoiceAggregate) private readonly invoices: HandlerOf<typeof invoiceAggregate>,
  ) {}

  /**
   * Where the credit had put something into the balance, the buyer gives that up first, or refuses what is spent; the invoice
   * and the numbered reversal follow at once.
   *
   * @throws DomainError `invoice_unknown`, `credit_spent`, or as the invoice refuses
   */
  async reverse(data: Omit<ReverseCredit['data'], 'paidCentimes'>, meta: CommandMeta): Promise<Outcome> {
    const { invoiceNumber, creditId, reversalId: setOffId, reason, reversedOn: setOffOn } = data;
    const { state } = await this.invoices.load(invoiceNumber);
    if (!state.invoice) throw notFound('invoice_unknown', 'There is no such invoice.', 'invoiceNumber');
    const { buyerId } = state.invoice;
    const setOffs = (await this.buyers.load(buyerId)).state.balance.setOffs;
    // Given up before: the same again is answered as it was, and goes on where it was cut short.
    const known = setOffs.get(setOffId);
    const isGivenUp = known?.invoiceNumber === invoiceNumber && known.reversesCredit?.creditId === creditId;
    const isDone = state.credits.get(creditId)?.reversed?.reversalId === setOffId;
    if (!isGivenUp && !isDone) refuseReversal(data, state);
    const amountCentimes = isGivenUp ? known.amountCentimes : isDone ? 0 : creditedCentimes(creditId, state);
    if (amountCentimes === 0) {
      const command = { type: 'ReverseCredit', data: { ...data, paidCentimes: 0 }, meta } as const;
      return this.atOnce.handle(this.invoices, invoiceNumber, command);
    }
    const taken = { buyerId, setOffId, invoiceNumber, amountCentimes, setOffOn };
    const setOff = { ...taken, reversesCredit: { creditId, reason } };
    const command = { type: 'SetOffBalance', data: setOff, meta } as const;
    const outcome = await this.reservations.write(this.buyers, buyerId, command, reservedForSetOff(setOff));
    return this.atOnce.follow(this.buyers, buyerId, outcome, meta);
  }
}
