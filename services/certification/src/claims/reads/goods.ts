import { affiliation, collection, conditioning } from '@oce/contracts';
import { projectionFrom } from '@oce/projections';
import { businessDate } from '@oce/quantities';
import type { PassedRun } from '../domain/claims';

/** To which cooperative does a producer belong? */
export const producerCooperativesProjection = projectionFrom(affiliation.producer.ProducerAffiliated)<{
  readonly producerCode: string;
  readonly cooperativeId: string;
}>({
  name: 'producer_cooperatives',
  version: 1,
  indexes: [{ fields: { cooperativeId: 1 } }],
  keys: (event) => [event.data.producerCode],
  project: (_document, { data: { producerCode, cooperativeId } }) => ({ producerCode, cooperativeId }),
});

/** Whose goods are in a raw lot? */
export interface RawLotDocument {
  readonly lotId: string;
  readonly productId: string;
  readonly closedOn: string;
  readonly producerCodes: readonly string[];
}

export const rawLotsProjection = projectionFrom(collection.lot.LotClosed)<RawLotDocument>({
  name: 'raw_lots',
  version: 1,
  indexes: [{ fields: { producerCodes: 1 } }],
  keys: (event) => [event.data.lotId],
  project: (_document, { data: { lotId, productId, closedOn, deliveries } }) => ({
    lotId,
    productId,
    closedOn,
    producerCodes: [...new Set(deliveries.map(({ producerCode }) => producerCode))].sort(),
  }),
});

/** From which raw lots is a lot? */
export interface LotOriginsDocument {
  readonly lotId: string;
  readonly runId: string | null;
  readonly origins: readonly { readonly lotId: string; readonly grams: number }[];
}

export const lotOriginsProjection = projectionFrom(
  collection.lot.LotClosed,
  conditioning.lotBalance.LotMadeAvailable,
)<LotOriginsDocument>({
  name: 'lot_origins',
  version: 1,
  indexes: [{ fields: { 'origins.lotId': 1 } }, { fields: { runId: 1 } }],
  keys: (event) => [event.data.lotId],
  project(_document, event) {
    const { lotId, netGrams } = event.data;
    // A raw lot's origin is itself: chain.md 2, rule 1.
    if (event.type === 'LotClosed') return { lotId, runId: null, origins: [{ lotId, grams: netGrams }] };
    const origins = event.data.origins.map((one) => ({ lotId: one.lotId, grams: one.grams }));
    return { lotId, runId: event.data.runId, origins };
  },
});

/** What was done where, when, how warm, and of which raw lots? */
export const passedRunsProjection = projectionFrom(conditioning.run.RunCompleted)<PassedRun>({
  name: 'passed_runs',
  version: 2,
  indexes: [{ fields: { stationId: 1, lineId: 1, completedAt: 1 } }],
  keys: (event) => [event.data.runId],
  project: (_document, { data }) => ({
    runId: data.runId,
    stationId: data.stationId,
    lineId: data.lineId,
    activity: data.activity,
    completedAt: data.completedAt,
    completedOn: businessDate(data.completedAt),
    lineCleanedAt: data.lineCleanedAt ?? null,
    highestDeciCelsius: data.highestDeciCelsius ?? null,
    rawLotIds: [...new Set(data.inputs.flatMap(({ origins }) => origins.map(({ lotId }) => lotId)))].sort(),
  }),
});
