import type { ShipmentPlanned } from '@oce/contracts';
import { conflict, defineAggregate, saysTheSame, type Command } from '@oce/event-sourcing';
import type { JudgeTemperatures } from '../../temperature/domain/judge';
import { judgeTemperatures } from './temperatures';
import { depart, type Depart } from './depart';
import * as load from './load';
import * as way from './on-the-way';
import * as end from './receive';
import { shipmentEvents, type Arrangement, type ShipmentEvent } from './shipment.events';
import { NO_SHIPMENT, plannedOf, type ShipmentState } from './shipment.state';
import { evolveShipment } from './shipment.evolve';

export type PlanShipment = Command<'PlanShipment', ShipmentPlanned['data'] & Arrangement>;
export type CancelShipment = Command<'CancelShipment', { reason: string }>;
export type ShipmentCommand =
  | PlanShipment
  | CancelShipment
  | load.TakeOnBoard
  | load.TakeOff
  | load.LoadBulk
  | load.UnloadBulk
  | way.SetSeal
  | way.BreakSeal
  | way.AttachDocument
  | Depart
  | way.DoLeg
  | way.HandOver
  | way.AcceptReservations
  | way.ClearCustoms
  | way.NameStoppedLot
  | JudgeTemperatures
  | end.ReceiveShipment
  | end.RefuseShipment
  | end.ReturnShipment;

/** Goods of one order on their way to its buyer. chain.md 6. */
export const shipmentAggregate = defineAggregate<ShipmentState, ShipmentCommand, typeof shipmentEvents>(
  shipmentEvents,
  {
    initial: NO_SHIPMENT,
    decide: {
      PlanShipment: plan,
      CancelShipment: cancel,
      TakeOnBoard: load.takeOnBoard,
      TakeOff: load.takeOff,
      LoadBulk: load.loadBulk,
      UnloadBulk: load.unloadBulk,
      SetSeal: way.setSeal,
      BreakSeal: way.breakSeal,
      AttachDocument: way.attachDocument,
      Depart: depart,
      DoLeg: way.doLeg,
      HandOver: way.handOver,
      AcceptReservations: way.acceptReservations,
      ClearCustoms: way.clearCustoms,
      NameStoppedLot: way.nameStoppedLot,
      JudgeTemperatures: judgeTemperatures,
      ReceiveShipment: end.receive,
      RefuseShipment: end.refuseShipment,
      ReturnShipment: end.returnShipment,
    },
    evolve: evolveShipment,
  },
);

/** Refuses `shipment_differs` where the id is another's. */
function plan({ data }: PlanShipment, state: ShipmentState): ShipmentEvent[] {
  const { shipmentId, orderId, buyerId, destination, carrier, plannedOn, ...arrangement } = data;
  if (state.planned !== null) {
    if (saysTheSame(plannedOf(state), data)) return [];
    throw conflict('shipment_differs', 'Another shipment has this id: give a new one.', 'shipmentId');
  }
  return [
    shipmentEvents.ShipmentPlanned({ shipmentId, orderId, buyerId, destination, carrier, plannedOn }),
    shipmentEvents.ShipmentArranged({ shipmentId, ...arrangement }),
  ];
}

/** Refuses `shipment_loaded` while goods are on board, and `shipment_not_loading` once it left. */
function cancel({ data: { reason } }: CancelShipment, state: ShipmentState): ShipmentEvent[] {
  const { shipmentId, orderId } = plannedOf(state);
  if (state.status === 'cancelled' && state.endedFor === reason) return [];
  if (state.status !== 'planned')
    throw conflict('shipment_not_loading', `${shipmentId} is ${state.status}.`, 'shipmentId');
  if (!state.loads.isEmpty()) throw conflict('shipment_loaded', `Unload ${shipmentId} first.`, 'shipmentId');
  return [shipmentEvents.ShipmentCancelled({ shipmentId, orderId, reason })];
}
