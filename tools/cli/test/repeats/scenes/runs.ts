import {
  AT,
  runOf,
  press,
  rawLot,
  startedRun,
  chargeOf,
  chargedRun,
  completionOf,
  output,
  unitOf,
  openUnit,
  filledUnit,
  closedUnit,
  tollRun,
} from '../press';
import type { Scenes } from '../scene';

export const runScenes: Scenes = {
  'POST /api/conditioning/runs': {
    kind: 'creation',
    place: async (stage) => {
      await press(stage);
      return {
        path: '/api/conditioning/runs',
        body: runOf(stage.id('RUN')),
        other: { activity: 'blend' },
      };
    },
  },
  'POST /api/conditioning/runs/{id}/charges': {
    kind: 'creation',
    place: async (stage) => {
      const [runId, lotId] = [await startedRun(stage), await rawLot(stage)];
      const body = chargeOf(stage, lotId);
      return { path: `/api/conditioning/runs/${runId}/charges`, body, other: { quantity: 50_000 } };
    },
  },
  'POST /api/conditioning/runs/{id}/give-back': {
    kind: 'act',
    place: async (stage) => {
      const { runId, chargeId } = await chargedRun(stage);
      return {
        path: `/api/conditioning/runs/${runId}/give-back`,
        body: { chargeId, reason: 'another lot was meant' },
        other: { reason: 'in other words' },
      };
    },
  },
  'POST /api/conditioning/runs/{id}/complete': {
    kind: 'act',
    place: async (stage) => ({
      path: `/api/conditioning/runs/${(await chargedRun(stage)).runId}/complete`,
      body: completionOf(stage.id('OIL')),
      other: { lossGrams: 10_100 },
    }),
  },
  'POST /api/conditioning/runs/{id}/hand-over': {
    kind: 'act',
    place: async (stage) => ({
      path: `/api/conditioning/runs/${await tollRun(stage)}/hand-over`,
      body: { deliveryNoteNumber: stage.id('BL'), feeBy: 'cash', handedOverAt: AT },
      other: { feeBy: 'account' },
    }),
  },
  'POST /api/conditioning/runs/{id}/reverse': {
    kind: 'act',
    place: async (stage) => ({
      path: `/api/conditioning/runs/${(await output(stage, stage.id('OIL'))).runId}/reverse`,
      body: { reason: 'wrong lot' },
    }),
  },
  'POST /api/conditioning/units': {
    kind: 'key',
    place: async (stage) => {
      await press(stage);
      return { path: '/api/conditioning/units', body: unitOf(stage), other: { level: 'pallet' } };
    },
  },
  'POST /api/conditioning/units/{id}/goods': {
    kind: 'creation',
    place: async (stage) => {
      const [{ lotId }, sscc] = [await output(stage, 'BOTTLE', 40), await openUnit(stage)];
      return {
        path: `/api/conditioning/units/${sscc}/goods`,
        body: { putId: stage.id('P'), lotId, grams: 5_000 },
        other: { grams: 5_500 },
      };
    },
  },
  'POST /api/conditioning/units/{id}/units': {
    kind: 'act',
    place: async (stage) => {
      const [sscc, outer] = [await closedUnit(stage), await openUnit(stage)];
      return { path: `/api/conditioning/units/${outer}/units`, body: { sscc } };
    },
  },
  'POST /api/conditioning/units/{id}/close': {
    kind: 'act',
    place: async (stage) => ({
      path: `/api/conditioning/units/${await filledUnit(stage)}/close`,
      body: { packedAt: AT },
    }),
  },
  'POST /api/conditioning/units/{id}/break': {
    kind: 'act',
    place: async (stage) => ({
      path: `/api/conditioning/units/${await closedUnit(stage)}/break`,
      body: { reason: 'damaged' },
    }),
  },
};
