import { conditioning } from '@oce/contracts';
import { projectionFrom } from '@oce/projections';
import { nodeKey, type DrawEdge } from '../domain/nodes';

const { LotDrawn, LotDrawReturned } = conditioning.lotBalance;
const { TankDrawn, TankDrawReturned } = conditioning.tank;

/** The key of a draw of a lot or a tank. */
export const drawKey = (from: string, drawId: string): string => `${from}|${drawId}`;
const HOME = 'home:';

/**
 * Where was each lot and each tank drawn into? A document a draw, so that none grows. What is set aside for sale is no draw: it
 * is where it was.
 */
export const drawEdgesProjection = projectionFrom(
  LotDrawn,
  LotDrawReturned,
  TankDrawn,
  TankDrawReturned,
)<DrawEdge>({
  name: 'draw_edges',
  version: 1,
  indexes: [{ fields: { from: 1 } }],
  keys({ data }) {
    if ('into' in data && data.into?.kind === 'offer') return [];
    const from = 'lotId' in data ? nodeKey('lot', data.lotId) : nodeKey('tank', data.tankId);
    return [drawKey(from, data.drawId)];
  },
  project: {
    LotDrawn(_edge, { data: { lotId, drawId, into, grams } }, { position: at }) {
      // What a member takes home has the number of his delivery note, which is no order.
      const kind = drawId.startsWith(HOME) ? 'home' : into.kind;
      const from = nodeKey('lot', lotId);
      const what = { grams, returnedGrams: 0, at };
      return { from, into: nodeKey(kind, into.id), ...what, rawLotIds: null, heelLotIds: [] };
    },
    LotDrawReturned: (edge, { data: { grams } }) =>
      edge && { ...edge, returnedGrams: edge.returnedGrams + grams },
    TankDrawn(_edge, { data: { tankId, into, grams, origins, heelLotIds } }, { position: at }) {
      const from = nodeKey('tank', tankId);
      const what = { grams, returnedGrams: 0, at };
      const rawLotIds = [...new Set([...origins.map(({ lotId }) => lotId), ...heelLotIds])].sort();
      return { from, into: nodeKey(into.kind, into.id), ...what, rawLotIds, heelLotIds: [...heelLotIds] };
    },
    TankDrawReturned: (edge, { data: { grams } }) =>
      edge && { ...edge, returnedGrams: edge.returnedGrams + grams },
  },
});
