import { collection, conditioning, type LotClosed } from '@oce/contracts';
import type { Origins } from '@oce/origins';
import { projectionFrom } from '@oce/projections';
import { businessDate } from '@oce/quantities';

/** When the goods of a lot were harvested, by days. */
export interface Harvest {
  readonly from: string;
  readonly to: string;
}

export interface LotDocument {
  readonly lotId: string;
  readonly productId: string;
  /** Where it was closed or made; null of a lot of which a run has not told yet. */
  readonly stationId: string | null;
  /** The run that made it; null for a raw lot. */
  readonly runId: string | null;
  readonly netGrams: number;
  /** What is still there as a lot: neither in a tank, nor in a run, nor in units. */
  readonly leftGrams: number;
  /** Raw lots with their grams; of a raw lot itself. */
  readonly origins: Origins;
  /** Of a raw lot; null else. */
  readonly harvest: Harvest | null;
  readonly closedOn: string | null;
}

const { LotMadeAvailable, LotDrawn, LotDrawReturned, LotWithdrawn } = conditioning.lotBalance;

const blank = (lotId: string): LotDocument => ({
  lotId,
  productId: '',
  stationId: null,
  runId: null,
  netGrams: 0,
  leftGrams: 0,
  origins: [],
  harvest: null,
  closedOn: null,
});

/** What is each lot, where was it made, of which raw lots, and how much of it is there? No person stands in it. */
export const lotsProjection = projectionFrom(
  collection.lot.LotClosed,
  conditioning.run.RunCompleted,
  LotMadeAvailable,
  LotDrawn,
  LotDrawReturned,
  LotWithdrawn,
)<LotDocument>({
  name: 'lots',
  version: 1,
  indexes: [{ fields: { productId: 1 } }],
  keys: (event) =>
    event.type === 'RunCompleted' ? event.data.outputs.map(({ lotId }) => lotId) : [event.data.lotId],
  project: {
    LotClosed(document, { data }) {
      const { lotId, productId, stationId, netGrams, closedOn } = data;
      const known = document ?? { ...blank(lotId), leftGrams: netGrams };
      const origins = [{ lotId, grams: netGrams }];
      return { ...known, productId, stationId, netGrams, origins, harvest: harvestOf(data), closedOn };
    },
    RunCompleted(document, { data: { stationId, runId, outputs } }, _at, key) {
      const output = outputs.find(({ lotId }) => lotId === key);
      if (!output) return document;
      const { lotId, productId, grams: netGrams, origins } = output;
      // What was made available before is left as it is.
      const known = document ?? { ...blank(lotId), leftGrams: netGrams };
      return { ...known, productId, stationId, runId, netGrams, origins: originsOf(origins) };
    },
    LotMadeAvailable(document, { data: { lotId, runId, productId, netGrams, origins } }) {
      const known = document ?? { ...blank(lotId), leftGrams: netGrams };
      return { ...known, runId, productId, netGrams, origins: originsOf(origins) };
    },
    LotDrawn: (document, { data: { leftGrams } }) => document && { ...document, leftGrams },
    LotDrawReturned: (document, { data: { grams } }) =>
      document && { ...document, leftGrams: document.leftGrams + grams },
    LotWithdrawn: () => null,
  },
});

const originsOf = (origins: Origins): Origins => origins.map(({ lotId, grams }) => ({ lotId, grams }));

/** The days that its deliveries name; where none does, from the first weighing to its closing. */
function harvestOf({ deliveries, weighedFrom, closedOn }: LotClosed['data']): Harvest {
  const days = deliveries.flatMap(({ harvestedOn }) => harvestedOn ?? []).sort();
  const from = weighedFrom === undefined ? closedOn : businessDate(weighedFrom);
  return { from: days[0] ?? from, to: days.at(-1) ?? closedOn };
}
