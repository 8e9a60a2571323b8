import { conditioning, sales, transport } from '@oce/contracts';
import type { EventOf } from '@oce/event-sourcing';
import { projectionFrom } from '@oce/projections';
import { lotAfter, lotShipped, lotSold, lotSources } from '../domain/lot-node';
import { nodeKey, type LotNode, type OrderNode, type ShipmentNode } from '../domain/nodes';
import type { TankNode, TraceNode, UnitNode } from '../domain/nodes';
import { newLot, newOrder, newShipment, newTank, newUnit } from '../domain/nothing-yet';
import { orderAfter, orderSources } from '../domain/order-node';
import { runOf } from '../domain/run-node';
import { shipmentAfter } from '../domain/shipment-node';
import { tankAfter } from '../domain/tank-node';
import { unitAfter, unitOnItsWay } from '../domain/unit-node';

const { RunCompleted, RunReversed } = conditioning.run;
const { UnitLoaded, UnitUnloaded } = transport.custody;
const SOURCES = [
  ...lotSources,
  ...orderSources,
  conditioning.tank,
  RunCompleted,
  RunReversed,
  conditioning.unit,
  UnitLoaded,
  UnitUnloaded,
  transport.shipment,
] as const;
type GraphEvent = EventOf<(typeof SOURCES)[number]>;

const lots = (lines: readonly { readonly lotId: string }[]): string[] => [
  ...new Set(lines.map(({ lotId }) => nodeKey('lot', lotId))),
];

/** The nodes that an event says something of. */
function touched(event: GraphEvent): readonly string[] {
  switch (event.type) {
    case 'TankFilled':
    case 'TankDrawn':
    case 'TankDrawReturned':
      return [nodeKey('tank', event.data.tankId)];
    case 'RunCompleted':
    case 'RunReversed':
      return [nodeKey('run', event.data.runId)];
    case 'UnitPacked':
      return unitKeys([event.data.sscc, ...event.data.units.map(({ sscc }) => sscc)]);
    case 'UnitBroken':
      return unitKeys([event.data.sscc, ...event.data.units]);
    case 'UnitLoaded':
    case 'UnitUnloaded':
      return [nodeKey('unit', event.data.sscc), nodeKey('shipment', event.data.shipmentId)];
    case 'ShipmentPlanned':
      return [nodeKey('shipment', event.data.shipmentId)];
    case 'ShipmentDeparted':
      return [nodeKey('shipment', event.data.shipmentId), ...lots(event.data.goods)];
    case 'ShipmentReceived':
      return [nodeKey('shipment', event.data.shipmentId), nodeKey('order', event.data.orderId)];
    case 'ShipmentReturned':
      return [nodeKey('shipment', event.data.shipmentId), ...unitKeys(event.data.units)];
    case 'CustodyHandedOver':
    case 'CustomsCleared':
    case 'ShipmentRefused':
      return [];
    case 'OrderFulfilled':
      return [nodeKey('order', event.data.orderId), ...lots(event.data.lines)];
    case 'InvoiceIssued':
    case 'CreditNoteIssued':
      return [nodeKey('order', event.data.orderId)];
    default:
      return [nodeKey('lot', event.data.lotId)];
  }
}

const unitKeys = (ssccs: readonly string[]): string[] => ssccs.map((sscc) => nodeKey('unit', sscc));

/**
 * What is known of every place that goods were in: lots with their weigh tickets, tanks, runs, units, shipments, orders. A
 * document holds what came in; it is written by what is said of its own node alone, so that contexts may be heard in any order.
 */
export const traceNodesProjection = projectionFrom(...SOURCES)<TraceNode>({
  name: 'trace_nodes',
  version: 1,
  // What runs of a site used, over a period.
  indexes: [{ fields: { stationId: 1, completedAt: 1 } }],
  keys: touched,
  project(node, event, { position }, key) {
    const at = key.indexOf(':');
    const id = key.slice(at + 1);
    switch (key.slice(0, at)) {
      case 'tank':
        return tankAfter((node as TankNode | undefined) ?? newTank(id), event as OfTank, position);
      case 'run':
        if (event.type === 'RunCompleted') return runOf(event);
        return node && { ...(node as Extract<TraceNode, { kind: 'run' }>), isReversed: true };
      case 'unit':
        return unitHears((node as UnitNode | undefined) ?? newUnit(id), event as OfUnit);
      case 'shipment':
        return shipmentAfter((node as ShipmentNode | undefined) ?? newShipment(id), event as OfShipment);
      case 'order':
        return orderAfter((node as OrderNode | undefined) ?? newOrder(id), event as OfOrder);
      default:
        return lotHears((node as LotNode | undefined) ?? newLot(id), event as OfLot);
    }
  },
});

type OfTank = Parameters<typeof tankAfter>[1];
type OfShipment = Parameters<typeof shipmentAfter>[1];
type OfOrder = Parameters<typeof orderAfter>[1];
type OfUnit = Parameters<typeof unitAfter>[1] | Parameters<typeof unitOnItsWay>[1];
type OfLot =
  Parameters<typeof lotAfter>[1] | Parameters<typeof lotSold>[1] | Parameters<typeof lotShipped>[1];

function unitHears(unit: UnitNode, event: OfUnit): UnitNode {
  return event.type === 'UnitPacked' || event.type === 'UnitBroken'
    ? unitAfter(unit, event)
    : unitOnItsWay(unit, event);
}

function lotHears(lot: LotNode, event: OfLot): LotNode {
  if (event.type === sales.order.OrderFulfilled.type) return lotSold(lot, event as OfSale);
  if (event.type === transport.shipment.ShipmentDeparted.type) return lotShipped(lot, event as OfWay);
  return lotAfter(lot, event as Parameters<typeof lotAfter>[1]);
}
type OfSale = Parameters<typeof lotSold>[1];
type OfWay = Parameters<typeof lotShipped>[1];
