import type { conditioning, ShipmentReturned, UnitLoaded, UnitUnloaded } from '@oce/contracts';
import type { EventOf } from '@oce/event-sourcing';
import { withLine } from './keyed';
import { linesOf } from './lot-node';
import type { UnitNode } from './nodes';

/** What becomes of a unit that is closed or broken up, and of one that is within it. */
export function unitAfter(unit: UnitNode, event: EventOf<typeof conditioning.unit>): UnitNode {
  const { sscc } = event.data;
  if (sscc !== unit.id) return innerAfter(unit, event);
  if (event.type === 'UnitBroken') return { ...unit, isBroken: true };
  const { level, gtin, netGrams, origins, goods, units } = event.data;
  return {
    ...unit,
    level,
    gtin,
    netGrams,
    origins: linesOf(origins),
    goods: goods.map(({ lotId, drawId, grams }) => ({ lotId, drawId, grams })),
    units: units.map((one) => ({ sscc: one.sscc, grams: one.grams })),
  };
}

function innerAfter(unit: UnitNode, event: EventOf<typeof conditioning.unit>): UnitNode {
  const { sscc } = event.data;
  const known = unit.outer.find((one) => one.sscc === sscc);
  const grams =
    event.type === 'UnitPacked'
      ? (event.data.units.find((one) => one.sscc === unit.id)?.grams ?? 0)
      : (known?.grams ?? 0);
  const line = { sscc, grams, isOut: event.type === 'UnitBroken' };
  return { ...unit, outer: withLine(unit.outer, 'sscc', line) };
}

/** A unit is on a shipment, off it again, or back from it. */
export function unitOnItsWay(unit: UnitNode, event: UnitLoaded | UnitUnloaded | ShipmentReturned): UnitNode {
  const { shipmentId } = event.data;
  const known = unit.shipments.find((one) => one.shipmentId === shipmentId);
  switch (event.type) {
    case 'UnitLoaded': {
      const line = { shipmentId, grams: event.data.netGrams, isBack: known?.isBack ?? false };
      return { ...unit, shipments: withLine(unit.shipments, 'shipmentId', line) };
    }
    case 'UnitUnloaded':
      // After a return it is free again: that it was there stays.
      if (known?.isBack === true) return unit;
      return { ...unit, shipments: unit.shipments.filter((one) => one.shipmentId !== shipmentId) };
    case 'ShipmentReturned': {
      const line = { shipmentId, grams: known?.grams ?? unit.netGrams, isBack: true };
      return { ...unit, shipments: withLine(unit.shipments, 'shipmentId', line) };
    }
  }
}
