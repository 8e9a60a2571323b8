import { Injectable } from '@nestjs/common';
import type { InvoiceTax } from '@oce/contracts';
import { conflict, notFound, type CommandMeta } from '@oce/event-sourcing';
import type { HandlerOf, Outcome } from '@oce/event-store';
import { AtOnce, InjectAggregate } from '@oce/service-kit';
import { buyerAggregate } from '../../buyer/domain/buyer';
import { contractAggregate } from '../../contract/domain/contract';
import { notReleased, releaseFor, type LotControl } from '../../lot-offer/domain/lot-control';
import { lotOfferAggregate } from '../../lot-offer/domain/lot-offer';
import type { LotRecorded } from '../../lot-offer/domain/lot-offer.events';
import { LotControlsReader } from '../../lot-offer/reads/lot-controls.reader';
import { reservedForDelivery, spelled } from '../../reservation/domain/reservation';
import { SalesReservations } from '../../reservation/reservations';
import { SELLER_ID, sellerAggregate, sellerOn } from '../../tax/domain/seller';
import { vatInForce, vatScheduleAggregate } from '../../tax/domain/vat-schedule';
import { orderAggregate } from '../domain/order';
import type { FulfilOrder, OrderFacts, PlaceOrder } from '../domain/order.commands';
import type { LotFacts } from '../domain/price-lines';
import { refusalOf } from '../domain/secure-order';
import { DensitiesReader } from '../reads/densities.reader';

/** Orders with all that follows from them: credit and lots set aside, the invoice. */
@Injectable()
export class Orders {
  constructor(
    private readonly atOnce: AtOnce,
    private readonly reservations: SalesReservations,
    private readonly controls: LotControlsReader,
    private readonly densities: DensitiesReader,
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
    const stopped = await this.stoppedOf(orderId);
    const command = { type: 'FulfilOrder', data, tax, stopped, meta } as const;
    const reserved = reservedForDelivery(data);
    const outcome = await this.reservations.write(this.orders, orderId, command, reserved);
    return this.atOnce.follow(this.orders, orderId, outcome, meta);
  }

  /** The lots that an order names. */
  async lotsOf(orderId: string): Promise<string[]> {
    const { order } = (await this.orders.load(orderId)).state;
    return order?.lines.map(({ lotId }) => lotId) ?? [];
  }

  /** A lot of an order that may not go to its destination as things stand at the end of the log; null where all may. */
  async stoppedOf(orderId: string): Promise<NonNullable<FulfilOrder['stopped']> | null> {
    const { order } = (await this.orders.load(orderId)).state;
    if (!order) return null;
    const { signed } = (await this.contracts.load(order.contractId)).state;
    const lotIds = order.lines.map(({ lotId }) => lotId);
    const controls = await this.controls.of(lotIds);
    for (const lotId of lotIds) {
      const stop = notReleased(lotId, controls.get(lotId), signed?.destination ?? null, 'orderId');
      if (stop) return { lotId, slug: stop.slug, detail: stop.message };
    }
    return null;
  }

  /** Who sells to whom under which VAT on the day of delivery. */
  async taxOf({
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
    const controls = await this.controls.of(lines.map(({ lotId }) => lotId));
    const lots = await Promise.all(
      lines.map(async ({ lotId }, at) => {
        const { lot } = (await this.lots.load(lotId)).state;
        const field = `lines[${at}].lotId`;
        if (!lot) throw notFound('lot_unknown', `No station has closed a lot ${lotId}.`, field);
        return lotFacts(lot, controls.get(lotId), contract.destination, field);
      }),
    );
    const { productId, productKind, market, unit } = contract;
    const densityGramsPerLitre = unit === 'litre' ? await this.densities.of(productId, placedOn) : null;
    const vat = vatInForce((await this.vat.load(productKind)).state, productKind, market, placedOn);
    return { contract, lots, densityGramsPerLitre, vat };
  }
}

/** A lot as the contract's destination may have it. Refuses `lot_not_released` and `lot_recalled`. */
function lotFacts(
  { lotId, campaignId, productId, grade, netGrams, made }: LotRecorded['data'],
  control: LotControl | undefined,
  destination: string | null,
  field: string,
): LotFacts {
  const stop = notReleased(lotId, control, destination, field);
  if (stop) throw stop;
  const released = releaseFor(control, destination);
  const pieceGrams = made?.pieces ? netGrams / made.pieces : null;
  return { lotId, campaignId, productId, grade: grade ?? released?.grade ?? '', pieceGrams };
}
