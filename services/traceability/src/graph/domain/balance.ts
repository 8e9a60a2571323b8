import { sumExactly } from '@oce/quantities';
import type {
  LotGrams,
  LotNode,
  OrderNode,
  RunNode,
  ShipmentNode,
  TankNode,
  TraceNode,
  UnitNode,
} from './nodes';

/** What came into a place, left it and is there still; each difference has its name. */
export interface Balance {
  readonly inGrams: number;
  readonly outGrams: number;
  readonly stockGrams: number;
  readonly differences: readonly { readonly name: string; readonly grams: number }[];
  readonly holds: boolean;
}

const sumOf = (lines: readonly { readonly grams: number }[]): number =>
  sumExactly(lines.map(({ grams }) => grams));

function balance(
  inGrams: number,
  outGrams: number,
  stockGrams: number,
  named: readonly (readonly [name: string, grams: number])[] = [],
): Balance {
  const differences = named.flatMap(([name, grams]) => (grams === 0 ? [] : [{ name, grams }]));
  const rest = inGrams - outGrams - stockGrams - sumOf(differences);
  return { inGrams, outGrams, stockGrams, differences, holds: rest === 0 && stockGrams >= 0 };
}

/** What is on a shipment in no unit, a line a lot. */
export function bulkOf({ sent, units }: ShipmentNode): LotGrams[] {
  if (sent === null) return [];
  const packed = new Map<string, number>();
  for (const { goods } of units)
    for (const { lotId, grams } of goods) packed.set(lotId, (packed.get(lotId) ?? 0) + grams);
  return sent.flatMap(({ lotId, grams }) => {
    const rest = grams - (packed.get(lotId) ?? 0);
    return rest > 0 ? [{ lotId, grams: rest }] : [];
  });
}

/** Orders that raw goods of a lot left for from its own gate: what was shipped is told by its shipment. */
export const ordersAtTheGate = ({ orders, shipments }: LotNode): LotNode['orders'] =>
  orders.filter(({ orderId }) => !shipments.some((one) => one.orderId === orderId));

/**
 * Whether the grams of a place add up, by what is told of it.
 *
 * @param shipmentOf shipments that had goods of a lot
 */
export function balanceOf(
  node: TraceNode,
  shipmentOf: (shipmentId: string) => TraceNode | undefined,
): Balance {
  switch (node.kind) {
    case 'lot':
      return balanceOfLot(node, shipmentOf);
    case 'tank':
      return balanceOfTank(node);
    case 'run':
      return balanceOfRun(node);
    case 'unit':
      return balanceOfUnit(node);
    case 'shipment':
      return balanceOfShipment(node);
    case 'order':
      return balanceOfOrder(node);
  }
}

function balanceOfLot(lot: LotNode, shipmentOf: (shipmentId: string) => TraceNode | undefined): Balance {
  const inBulk = lot.shipments.flatMap(({ shipmentId }) => {
    const shipment = shipmentOf(shipmentId);
    if (shipment?.kind !== 'shipment' || shipment.back !== null) return [];
    return bulkOf(shipment).filter(({ lotId }) => lotId === lot.id);
  });
  const left = lot.drawnGrams - lot.returnedGrams + sumOf(ordersAtTheGate(lot)) + sumOf(inBulk);
  const rest = lot.madeGrams - left;
  if (lot.productId === null) return balance(0, left, 0, [['not booked in yet', rest]]);
  if (lot.isWithdrawn) return balance(lot.madeGrams, left, 0, [['never was: its run is reversed', rest]]);
  return balance(lot.madeGrams, left, rest);
}

function balanceOfTank({ fills, drawnGrams, returnedGrams, contentGrams }: TankNode): Balance {
  const inGrams = sumOf(fills);
  const outGrams = drawnGrams - returnedGrams;
  return balance(inGrams, outGrams, contentGrams, [['gauged', inGrams - outGrams - contentGrams]]);
}

function balanceOfRun({ inputs, outputs, waste, lossGrams, differenceGrams, isReversed }: RunNode): Balance {
  if (isReversed) return balance(0, 0, 0);
  return balance(sumOf(inputs), sumOf(outputs), 0, [
    ...waste.map(({ kind, grams }) => [kind, grams] as const),
    ['loss', lossGrams],
    ['difference', differenceGrams],
  ]);
}

function balanceOfUnit({ goods, units, isBroken, outer, shipments, netGrams, level }: UnitNode): Balance {
  const inGrams = sumOf(goods) + sumOf(units);
  if (level === null) return balance(0, 0, 0);
  if (isBroken) return balance(inGrams, netGrams, 0);
  const outGrams =
    sumOf(outer.filter(({ isOut }) => !isOut)) + sumOf(shipments.filter(({ isBack }) => !isBack));
  return balance(inGrams, outGrams, netGrams - outGrams);
}

function balanceOfShipment(shipment: ShipmentNode): Balance {
  const { units, received, back, differences } = shipment;
  const inGrams = sumOf(units) + sumOf(bulkOf(shipment));
  if (back !== null) return balance(inGrams, sumOf(back), 0);
  if (received === null) return balance(inGrams, 0, inGrams);
  const named = differences.map(({ name, grams }) => [name, grams] as const);
  return balance(inGrams, sumOf(received), 0, named);
}

function balanceOfOrder({ shipments, lines }: OrderNode): Balance {
  const out = sumOf(lines);
  const inGrams = shipments.length > 0 ? sumOf(shipments) : out;
  // What was received is billed a moment later.
  return lines.length === 0 ? balance(inGrams, 0, inGrams) : balance(inGrams, out, 0);
}
