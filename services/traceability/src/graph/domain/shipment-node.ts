import type { transport, UnitLoaded, UnitUnloaded } from '@oce/contracts';
import type { EventOf } from '@oce/event-sourcing';
import { withLine } from './keyed';
import { linesOf } from './lot-node';
import type { ShipmentNode } from './nodes';

type OnTheWay = EventOf<typeof transport.shipment> | UnitLoaded | UnitUnloaded;

/** What becomes of a shipment, from its plan to its receipt or return. */
export function shipmentAfter(shipment: ShipmentNode, event: OnTheWay): ShipmentNode {
  switch (event.type) {
    case 'ShipmentPlanned': {
      const { orderId, buyerId, destination } = event.data;
      return { ...shipment, orderId, buyerId, destination };
    }
    case 'UnitLoaded': {
      const { sscc, netGrams: grams, goods } = event.data;
      const line = { sscc, grams, goods: linesOf(goods) };
      return { ...shipment, units: withLine(shipment.units, 'sscc', line) };
    }
    case 'UnitUnloaded': {
      // After a return it is free again: that it was on board stays.
      if (shipment.back !== null) return shipment;
      const { sscc } = event.data;
      return { ...shipment, units: shipment.units.filter((one) => one.sscc !== sscc) };
    }
    case 'ShipmentDeparted': {
      const { orderId, buyerId, goods, departedAt } = event.data;
      return { ...shipment, orderId, buyerId, sent: linesOf(goods), departedAt };
    }
    case 'ShipmentReceived': {
      const { lines, differences } = event.data;
      const received = lines.map(({ lotId, receivedGrams: grams }) => ({ lotId, grams }));
      const named = differences.map(({ kind, owner, grams }) => ({ name: `${kind}, ${owner}`, grams }));
      return { ...shipment, received, differences: named };
    }
    case 'ShipmentReturned':
      return { ...shipment, back: linesOf(event.data.goods) };
    default:
      return shipment;
  }
}
