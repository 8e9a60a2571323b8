import { bulkOf } from './balance';
import { nodeKey, type DrawEdge, type TankNode, type TraceNode } from './nodes';
import { fillsBefore } from './tank-node';
import { Traced, type GraphReader, type TraceEdge } from './trace';

/** A place to look at, and how it was come to. */
interface Step {
  readonly key: string;
  readonly edge: TraceEdge | null;
  /** Tells two lines between the same places apart. */
  readonly by: string;
  /** Of a tank: the draw that is traced; of others null. */
  readonly draw: string | null;
  /** Of what went into a tank: raw lots of which it must be; null where all of it counts. */
  readonly of: ReadonlySet<string> | null;
}

/**
 * All that goods of a place came from, over any depth, a level at a time. Of a tank only what was in it when it was drawn, and
 * of the raw lots that were drawn. What has been met is not walked again: a return of a return ends.
 */
export async function walkBack(start: string, reader: GraphReader): Promise<Traced> {
  const traced = new Traced();
  const seen = new Set<string>();
  let level: Step[] = [{ key: start, edge: null, by: '', draw: null, of: null }];
  while (level.length > 0) {
    const drawn = level.flatMap(({ draw }) => (draw === null ? [] : [draw]));
    const [draws] = await Promise.all([
      reader.draws(drawn),
      traced.load(
        reader,
        level.map(({ key }) => key),
      ),
    ]);
    const next: Step[] = [];
    for (const step of level) {
      const node = traced.nodes.get(step.key);
      if (step.of !== null && node && !isOf(node, step.of)) continue;
      if (step.edge !== null) traced.add(step.edge, step.by);
      const visit = `${step.key}@${step.draw ?? ''}`;
      if (seen.has(visit) || !node) continue;
      seen.add(visit);
      next.push(...comingInto(step.key, node, step.draw === null ? undefined : draws.get(step.draw)));
    }
    level = next;
  }
  return traced;
}

/** Whether a lot has goods of raw lots; one that nobody has told of may. */
const isOf = (node: TraceNode, raw: ReadonlySet<string>): boolean =>
  node.kind !== 'lot' || node.origins.length === 0 || node.origins.some(({ lotId }) => raw.has(lotId));

function comingInto(key: string, node: TraceNode, draw: DrawEdge | undefined): Step[] {
  const step = (from: string, grams: number, by = ''): Step => ({
    key: from,
    edge: { from, into: key, grams },
    by,
    draw: null,
    of: null,
  });
  switch (node.kind) {
    case 'lot':
      return node.runId === null ? [] : [step(nodeKey('run', node.runId), node.madeGrams)];
    case 'run':
      return node.inputs.map(({ from, chargeId, grams }) => ({
        ...step(from, grams, chargeId),
        draw: from.startsWith('tank:') ? `${from}|${chargeId}` : null,
      }));
    case 'tank': {
      const of = draw?.rawLotIds ? new Set(draw.rawLotIds) : null;
      return fillsOf(node, draw).map(({ lotId, grams, at }) => ({
        ...step(nodeKey('lot', lotId), grams, String(at)),
        of,
      }));
    }
    case 'unit':
      return [
        ...node.goods.map(({ lotId, grams, drawId }) => step(nodeKey('lot', lotId), grams, drawId)),
        ...node.units.map(({ sscc, grams }) => step(nodeKey('unit', sscc), grams)),
      ];
    case 'shipment':
      return [
        ...node.units.map(({ sscc, grams }) => step(nodeKey('unit', sscc), grams)),
        ...bulkOf(node).map(({ lotId, grams }) => step(nodeKey('lot', lotId), grams)),
      ];
    case 'order':
      if (node.shipments.length > 0)
        return node.shipments.map(({ shipmentId, grams }) => step(nodeKey('shipment', shipmentId), grams));
      return node.lines.map(({ lotId, grams }, at) => step(nodeKey('lot', lotId), grams, String(at)));
  }
}

/** What was in a tank when it was drawn, or is in it now; of one that is empty, all that ever was. */
function fillsOf(tank: TankNode, draw: DrawEdge | undefined): TankNode['fills'] {
  if (draw) return fillsBefore(tank, draw.at, draw.heelLotIds.length > 0);
  const now = fillsBefore(tank, Infinity, false);
  return now.length > 0 ? now : tank.fills;
}
