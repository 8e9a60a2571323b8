import { Injectable } from '@nestjs/common';
import { conflict, notFound, type CommandMeta } from '@oce/event-sourcing';
import type { HandlerOf, Outcome } from '@oce/event-store';
import { AtOnce, InjectAggregate } from '@oce/service-kit';
import { contractAggregate } from '../../contract/domain/contract';
import { lotOfferAggregate } from '../../lot-offer/domain/lot-offer';
import { reservedForDelivery, spelled } from '../../reservation/domain/reservation';
import { SalesReservations } from '../../reservation/reservations';
import { orderAggregate } from '../domain/order';
import type { FulfilOrder, OrderFacts, PlaceOrder } from '../domain/order.commands';
import { refusalOf } from '../domain/secure-order';

/** Orders with all that follows from them: credit and lots set aside, the invoice. */
@Injectable()
export class Orders {
  constructor(
    private readonly atOnce: AtOnce,
    private readonly reservations: SalesReservations,
    @InjectAggregate(orderAggregate) private readonly orders: HandlerOf<typeof orderAggregate>,
    @InjectAggregate(contractAggregate) private readonly contracts: HandlerOf<typeof contractAggregate>,
    @InjectAggregate(lotOfferAggregate) private readonly lots: HandlerOf<typeof lotOfferAggregate>,
  ) {}

  /**
   * Places an order and answers for all of its parts: secured, or refused with the first reason.
   *
   * @throws DomainError `buyer_limit_exceeded`, `buyer_reference_used`, `lot_weight_exceeded`, `lot_kind_mismatch`,
   *   `lot_not_offered`: the order is refused then, and stays so; `order_not_secured` where that is not known yet; or as its
   *   lines cannot be priced
   */
  async place({ buyerReference, ...rest }: PlaceOrder['data'], meta: CommandMeta): Promise<Outcome> {
    const data = { ...rest, buyerReference: buyerReference === null ? null : spelled(buyerReference) };
    const { orderId } = data;
    const facts = await this.factsOf(data);
    const command = { type: 'PlaceOrder', data, facts, meta } as const;
    const followed = await this.atOnce.handle(this.orders, orderId, command);
    const { state } = await this.orders.load(orderId);
    const refusal = refusalOf(state);
    if (refusal) throw refusal;
    if (state.status === 'placed')
      throw conflict(
        'order_not_secured',
        'Credit and lots are still being set aside: send the same request again.',
      );
    return followed;
  }

  /** The goods left: the order is fulfilled under its delivery note, and billed. */
  async fulfil({ deliveryNoteNumber, ...rest }: FulfilOrder['data'], meta: CommandMeta): Promise<Outcome> {
    const data = { ...rest, deliveryNoteNumber: spelled(deliveryNoteNumber) };
    const { orderId } = data;
    const command = { type: 'FulfilOrder', data, meta } as const;
    const reserved = reservedForDelivery(data);
    const outcome = await this.reservations.write(this.orders, orderId, command, reserved);
    return this.atOnce.follow(this.orders, orderId, outcome, meta);
  }

  private async factsOf({ contractId, lines }: PlaceOrder['data']): Promise<OrderFacts> {
    const contract = (await this.contracts.load(contractId)).state.signed;
    if (!contract)
      throw notFound('contract_unknown', 'There is no such contract: sign it first.', 'contractId');
    const lots = await Promise.all(
      lines.map(async ({ lotId }, at) => {
        const { lot } = (await this.lots.load(lotId)).state;
        if (!lot)
          throw notFound('lot_unknown', `No station has closed a lot ${lotId}.`, `lines[${at}].lotId`);
        return lot;
      }),
    );
    return { contract, lots };
  }
}
