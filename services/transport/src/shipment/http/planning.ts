import { Injectable } from '@nestjs/common';
import { conflict, invalid, type CommandMeta } from '@oce/event-sourcing';
import type { HandlerOf, Outcome } from '@oce/event-store';
import { checkDeliveryTerm } from '@oce/identifiers';
import { InjectAggregate } from '@oce/service-kit';
import type { OrderDocument } from '../../goods/reads/orders';
import { GoodsReader } from '../../goods/goods.reader';
import { orderReservationId, sealReservationId } from '../../reservation/domain/reservation';
import { TransportReservations } from '../../reservation/reservations';
import { shipmentAggregate } from '../domain/shipment';
import type { Leg, Mode } from '../domain/shipment.events';

export interface Plan {
  readonly shipmentId: string;
  readonly orderId: string;
  readonly destination?: string;
  readonly carrier: string;
  readonly mode: Mode;
  readonly vehicle: string;
  readonly container?: string;
  readonly legs: readonly Leg[];
  readonly plannedOn: string;
}

/** Plans shipments, and sets their seals: an order and a seal are one shipment's alone. */
@Injectable()
export class Planning {
  constructor(
    @InjectAggregate(shipmentAggregate) private readonly shipments: HandlerOf<typeof shipmentAggregate>,
    private readonly goods: GoodsReader,
    private readonly reservations: TransportReservations,
  ) {}

  /**
   * Plans a shipment for an order that sales has confirmed, by what the log holds now. Refuses `order_unknown`,
   * `order_not_confirmed`, `order_on_its_way`, `destination_missing`, `destination_differs`, and delivery terms
   * (`incoterm_mode`: sea alone) by the contract.
   */
  async plan(plan: Plan, meta: CommandMeta): Promise<Outcome> {
    const { shipmentId, orderId, carrier, mode, vehicle, container = null, legs, plannedOn } = plan;
    const known = (await this.shipments.load(shipmentId)).state.planned;
    const { order, contract } = await (await this.goods.now()).order(orderId);
    if (known === null) refuseOrder(order);
    const destination = destinationOf(plan.destination, contract.destination);
    const { incoterm, place } = contract;
    const term = checkDeliveryTerm(`${incoterm} ${place}`, mode);
    if (!term.ok) throw invalid(term.rule, `${term.message}.`, 'mode');
    const data = {
      shipmentId,
      orderId,
      buyerId: order.buyerId,
      destination,
      carrier,
      plannedOn,
      mode,
      incoterm: term.incoterm,
      place: term.place,
      productKind: contract.productKind,
      vehicle,
      container,
      ordered: order.lots,
      legs,
    };
    const claim = { holder: shipmentId, purpose: 'order' } as const;
    return this.reservations.write(
      this.shipments,
      shipmentId,
      { type: 'PlanShipment', data, meta },
      {
        values: [{ id: orderReservationId(orderId), claim }],
        stands: ({ planned, status }) =>
          planned?.orderId === orderId && status !== 'cancelled' && status !== 'returned',
      },
    );
  }

  /** Sets a seal. Refuses `seal_used`, for good, and as the shipment refuses. */
  seal(shipmentId: string, data: { sealNumber: string; sealedAt: string }, meta: CommandMeta) {
    const claim = { holder: shipmentId, purpose: 'seal' } as const;
    return this.reservations.write(
      this.shipments,
      shipmentId,
      { type: 'SetSeal', data, meta },
      {
        values: [{ id: sealReservationId(data.sealNumber), claim }],
        stands: ({ sealsUsed }) => sealsUsed.has(data.sealNumber),
      },
    );
  }
}

/** Refuses an order that does not stand, or was delivered at the gate. */
function refuseOrder({ orderId, status }: OrderDocument): void {
  if (status === 'confirmed') return;
  if (status === 'cancelled')
    throw conflict('order_cancelled', `${orderId} was cancelled: nothing leaves for it.`, 'orderId');
  throw conflict(
    'order_not_confirmed',
    `${orderId} is ${status}: only a confirmed order is shipped.`,
    'orderId',
  );
}

/** The market, which an older contract does not name. Refuses `destination_missing` and `destination_differs`. */
function destinationOf(asked: string | undefined, agreed: string | null): string {
  if (agreed !== null && asked !== undefined && asked !== agreed)
    throw invalid('destination_differs', `The contract is for ${agreed}, not for ${asked}.`, 'destination');
  const destination = agreed ?? asked;
  if (destination !== undefined) return destination;
  throw invalid('destination_missing', 'The contract names no market: say which it is.', 'destination');
}
