import { conflict, type Command } from '@oce/event-sourcing';
import { unitEvents, type UnitEvent } from './unit.events';
import { openedOf, requireInStock, type UnitState } from './unit.state';

type OfShipment = { readonly shipmentId: string };
export type LoadUnit = Command<'LoadUnit', OfShipment>;
export type UnloadUnit = Command<'UnloadUnit', OfShipment>;
export type DepartUnit = Command<'DepartUnit', OfShipment>;
export type ReturnUnit = Command<'ReturnUnit', OfShipment & { stationId: string }>;

/**
 * Transport loaded it: it is not broken up, nor put elsewhere. Refuses `unit_not_packed` and `unit_loaded` where it is not as
 * transport knew it: a clerk looks for it.
 */
export function loadUnit({ data: { shipmentId } }: LoadUnit, state: UnitState): UnitEvent[] {
  const told = toldOf(state, shipmentId);
  if (state.shipment?.shipmentId === shipmentId || state.backFrom.has(shipmentId)) return [];
  requireInStock(state, told.sscc);
  requirePacked(state, told.sscc);
  return [unitEvents.UnitPutOnShipment(told)];
}

/** It is off again, before the departure. */
export function unloadUnit({ data: { shipmentId } }: UnloadUnit, state: UnitState): UnitEvent[] {
  const told = toldOf(state, shipmentId);
  const isOnIt = state.shipment?.shipmentId === shipmentId && !state.shipment.isGone;
  return isOnIt ? [unitEvents.UnitTakenOffShipment(told)] : [];
}

/** It left, heard of its loading or not. Refuses `unit_not_packed` and `unit_loaded` as loading does. */
export function departUnit({ data: { shipmentId } }: DepartUnit, state: UnitState): UnitEvent[] {
  const told = toldOf(state, shipmentId);
  if (state.backFrom.has(shipmentId)) return [];
  if (state.shipment?.shipmentId !== shipmentId) requireInStock(state, told.sscc);
  else if (state.shipment.isGone) return [];
  requirePacked(state, told.sscc);
  return [unitEvents.UnitLeftStock(told)];
}

/** It is back, with the origins that it left with. */
export function returnUnit({ data }: ReturnUnit, state: UnitState): UnitEvent[] {
  const { shipmentId, stationId } = data;
  const told = toldOf(state, shipmentId);
  const isGoneWithIt = state.shipment?.shipmentId === shipmentId && state.shipment.isGone;
  return isGoneWithIt ? [unitEvents.UnitBackInStock({ ...told, stationId })] : [];
}

function toldOf(state: UnitState, shipmentId: string) {
  return { sscc: openedOf(state).sscc, shipmentId, units: [...state.units.keys()] };
}

/** What was broken up, or was never closed, is on no shipment. Refuses `unit_not_packed`. */
function requirePacked({ status }: UnitState, sscc: string): void {
  if (status !== 'packed')
    throw conflict(
      'unit_not_packed',
      `${sscc} is ${status}, and transport has it: look for the goods.`,
      'sscc',
    );
}
