import { knownLot } from '../parts';
import type { Scenes } from '../scene';
import type { Stage } from '../stage';

const API = '/api/traceability';
const STARTED = '2026-10-21T08:00:00Z';

const drillOf = (drillId: string, lotId: string) => ({ drillId, lotId, startedAt: STARTED });

/** A drill on a lot that was closed. */
async function started(stage: Stage): Promise<string> {
  const drillId = stage.id('DRILL');
  const { lotId } = await knownLot(stage);
  await stage.postSoon('traceability/drills', drillOf(drillId, lotId));
  return drillId;
}

const priceOf = (priceId: string) => ({
  priceId,
  place: 'Souk de Ouezzane',
  productId: 'OLIVE',
  day: '2026-10-08',
  pricePerKgCentimes: 480,
  source: 'relevé du marché',
});

export const traceabilityScenes: Scenes = {
  'POST /api/traceability/drills': {
    kind: 'creation',
    place: async (stage) => ({
      path: `${API}/drills`,
      body: drillOf(stage.id('DRILL'), (await knownLot(stage)).lotId),
      other: { startedAt: '2026-10-21T08:01:00Z' },
    }),
  },
  'POST /api/traceability/drills/{id}/steps': {
    kind: 'creation',
    place: async (stage) => ({
      path: `${API}/drills/${await started(stage)}/steps`,
      body: {
        stepId: stage.id('STEP'),
        step: 'stock',
        minutes: 10,
        foundGrams: 1_000,
        contactsTried: 2,
        contactsReached: 1,
        recordedAt: '2026-10-21T08:10:00Z',
      },
      other: { minutes: 11 },
    }),
  },
  'POST /api/traceability/drills/{id}/close': {
    kind: 'act',
    place: async (stage) => ({
      path: `${API}/drills/${await started(stage)}/close`,
      body: { closedAt: '2026-10-21T11:00:00Z' },
      other: { closedAt: '2026-10-21T11:01:00Z' },
    }),
  },
  'POST /api/traceability/trader-prices': {
    kind: 'creation',
    place: async (stage) => ({
      path: `${API}/trader-prices`,
      body: priceOf(stage.id('TP')),
      other: { pricePerKgCentimes: 490 },
    }),
  },
  'POST /api/traceability/trader-prices/{id}/withdraw': {
    kind: 'act',
    place: async (stage) => {
      const priceId = stage.id('TP');
      await stage.post('traceability/trader-prices', priceOf(priceId));
      return {
        path: `${API}/trader-prices/${priceId}/withdraw`,
        body: { reason: 'another market' },
        other: { reason: 'a typing error' },
      };
    },
  },
};
