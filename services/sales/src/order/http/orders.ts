import { Injectable } from '@nestjs/common';
import type { InvoiceTax } from '@oce/contracts';
import { conflict, notFound, type CommandMeta } from '@oce/event-sourcing';
import type { HandlerOf, Outcome } from '@oce/event-store';
import { AtOnce, InjectAggregate } from '@oce/service-kit';
import { buyerAggregate } from '../../buyer/domain/buyer';
import { contractAggregate } from '../../contract/domain/contract';
import { lotOfferAggregate } from '../../lot-offer/domain/lot-offer';
import { reservedForDelivery, spelled } from '../../reservation/domain/reservation';
import { SalesReservations } from '../../reservation/reservations';
import { SELLER_ID, sellerAggregate, sellerOn } from '../../tax/domain/seller';
import { vatInForce, vatScheduleAggregate } from '../../tax/domain/vat-schedule';
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
    @InjectAggregate(buyerAggregate) private readonly buyers: HandlerOf<typeof buyerAggregate>,
    @InjectAggregate(sellerAggregate) private readonly sellers: HandlerOf<typeof sellerAggregate>,
    @InjectAggregate(vatScheduleAggregate)
    private readonly vat: HandlerOf<typeof vatScheduleAggregate>,
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
    const tax = await this.taxOf(data);
    const command = { type: 'FulfilOrder', data, tax, meta } as const;
    const reserved = reservedForDelivery(data);
    const outcome = await this.reservations.write(this.orders, orderId, command, reserved);
    return this.atOnce.follow(this.orders, orderId, outcome, meta);
  }

  /** Who sells to whom under which VAT on the day of delivery. */
  private async taxOf({
    orderId,
    deliveredOn,
  }: Pick<FulfilOrder['data'], 'orderId' | 'deliveredOn'>): Promise<InvoiceTax | null> {
    const { order } = (await this.orders.load(orderId)).state;
    if (!order) return null;
    const [contract, buyer, seller] = await Promise.all([
      this.contracts.load(order.contractId),
      this.buyers.load(order.buyerId),
      this.sellers.load(SELLER_ID),
    ]);
    const { signed } = contract.state;
    const { accepted } = buyer.state;
    if (!signed || !accepted) return null;
    const schedule = (await this.vat.load(signed.productKind)).state;
    const { name, city: place, ice, taxId } = accepted;
    return {
      seller: sellerOn(seller.state, deliveredOn),
      buyer: { name, place, ice, taxId },
      vat: vatInForce(schedule, signed.productKind, signed.market, deliveredOn),
    };
  }

  private async factsOf({ contractId, lines, placedOn }: PlaceOrder['data']): Promise<OrderFacts> {
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
    const { productKind, market } = contract;
    const vat = vatInForce((await this.vat.load(productKind)).state, productKind, market, placedOn);
    return { contract, lots, vat };
  }
}
