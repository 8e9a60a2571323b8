import { bulkOf, ordersAtTheGate } from './balance';
import { nodeKey, type DrawEdge, type TraceNode, type UnitNode } from './nodes';
import { Traced, type GraphReader, type TraceEdge } from './trace';

interface Step {
  readonly key: string;
  readonly edge: TraceEdge | null;
  readonly by: string;
  /** Since when goods are there, as a position of the log: of a tank, what was drawn before is not of them. */
  readonly since: number;
  /** A lot whose goods may be in bulk on a shipment, which alone knows how many. */
  readonly inBulk?: string;
}

/**
 * All that became of goods of a place, over any depth, down to buyers. Of a tank, what was drawn of their raw lots after they
 * came in.
 *
 * @param raw the raw lots that they are of; null where all counts
 */
export async function walkForward(
  start: string,
  raw: ReadonlySet<string> | null,
  reader: GraphReader,
): Promise<Traced> {
  const traced = new Traced();
  const seen = new Map<string, number>();
  let level: Step[] = [{ key: start, edge: null, by: '', since: 0 }];
  while (level.length > 0) {
    const keys = level.map(({ key }) => key);
    const drawnFrom = new Set(keys.filter((key) => isDrawn(key) && !seen.has(key)));
    for (const { key } of level) if (key.startsWith('tank:')) drawnFrom.add(key);
    const [draws] = await Promise.all([reader.drawsFrom([...drawnFrom]), traced.load(reader, keys)]);
    const byPlace = new Map<string, DrawEdge[]>();
    for (const draw of draws) byPlace.set(draw.from, [...(byPlace.get(draw.from) ?? []), draw]);
    const next: Step[] = [];
    for (const step of level) {
      const node = traced.nodes.get(step.key);
      const edge = step.inBulk === undefined ? step.edge : inBulk(step, node);
      if (edge !== null) traced.add(edge, step.by);
      else if (step.edge !== null) continue;
      if (step.since >= (seen.get(step.key) ?? Infinity)) continue;
      seen.set(step.key, step.since);
      next.push(...drawnOf(byPlace.get(step.key) ?? [], step.since, raw));
      if (node) next.push(...goingOutOf(step.key, node));
    }
    level = next;
  }
  returned(traced);
  return traced;
}

const isDrawn = (key: string): boolean => key.startsWith('lot:') || key.startsWith('tank:');

/** Draws that stand: what was given back is where it was. */
function drawnOf(draws: readonly DrawEdge[], since: number, raw: ReadonlySet<string> | null): Step[] {
  return draws.flatMap(({ from, into, grams, returnedGrams, at, rawLotIds }) => {
    if (at < since || grams === returnedGrams) return [];
    if (rawLotIds && raw && !rawLotIds.some((lotId) => raw.has(lotId))) return [];
    const edge = { from, into, grams: grams - returnedGrams };
    return [{ key: into, edge, by: String(at), since: into.startsWith('tank:') ? at : 0 }];
  });
}

function inBulk({ edge, inBulk: lotId }: Step, node: TraceNode | undefined): TraceEdge | null {
  if (edge === null || node?.kind !== 'shipment') return null;
  const grams = bulkOf(node).find((one) => one.lotId === lotId)?.grams ?? 0;
  return grams === 0 ? null : { ...edge, grams };
}

function goingOutOf(key: string, node: TraceNode): Step[] {
  const step = (into: string, grams: number): Step => ({
    key: into,
    edge: { from: key, into, grams },
    by: '',
    since: 0,
  });
  switch (node.kind) {
    case 'lot':
      return [
        ...ordersAtTheGate(node).map(({ orderId, grams }) => step(nodeKey('order', orderId), grams)),
        ...node.shipments.map(({ shipmentId, grams }) => ({
          ...step(nodeKey('shipment', shipmentId), grams),
          inBulk: node.id,
        })),
      ];
    case 'tank':
      return [];
    case 'run':
      if (node.isReversed) return [];
      return node.outputs.map(({ lotId, grams }) => step(nodeKey('lot', lotId), grams));
    case 'unit':
      return [
        ...(node.isBroken ? takenOut(node) : []).map(({ into, grams }) => step(into, grams)),
        ...node.outer
          .filter(({ isOut }) => !isOut)
          .map(({ sscc, grams }) => step(nodeKey('unit', sscc), grams)),
        ...node.shipments.map(({ shipmentId, grams }) => step(nodeKey('shipment', shipmentId), grams)),
      ];
    case 'shipment': {
      const grams = sum(node.received ?? []);
      return node.orderId === null || grams === 0 ? [] : [step(nodeKey('order', node.orderId), grams)];
    }
    case 'order':
      if (node.buyerId === null || node.lines.length === 0) return [];
      return [step(nodeKey('buyer', node.buyerId), sum(node.lines))];
  }
}

/** What was in a unit that was broken up is in its lots again, and units in it by themselves. */
const takenOut = ({ goods, units }: UnitNode) => [
  ...goods.map(({ lotId, grams }) => ({ into: nodeKey('lot', lotId), grams })),
  ...units.map(({ sscc, grams }) => ({ into: nodeKey('unit', sscc), grams })),
];

/** What came back of a shipment, as far as it is of the goods that are traced: others on board are not of them. */
function returned(traced: Traced): void {
  const reached = new Set(traced.edges.map(({ into }) => into));
  for (const [key, node] of traced.nodes) {
    if (node.kind !== 'shipment' || node.back === null || !reached.has(key)) continue;
    for (const { sscc, grams } of node.units)
      if (traced.nodes.has(nodeKey('unit', sscc)))
        traced.add({ from: key, into: nodeKey('unit', sscc), grams }, 'back');
    for (const { lotId, grams } of bulkOf(node))
      if (traced.nodes.has(nodeKey('lot', lotId)))
        traced.add({ from: key, into: nodeKey('lot', lotId), grams }, 'back');
  }
}

const sum = (lines: readonly { readonly grams: number }[]): number =>
  lines.reduce((total, { grams }) => total + grams, 0);
