import { AT, LATER, termsOf, materialOf, press, startedRun, output, tank, filledTank } from '../press';
import type { Scenes } from '../scene';

export const conditioningScenes: Scenes = {
  'POST /api/conditioning/stations': {
    kind: 'creation',
    place: async (stage) => ({
      path: '/api/conditioning/stations',
      body: { stationId: stage.id('PRESS'), name: 'Moulin', lineIds: ['L1'], openedOn: '2026-01-01' },
      other: { lineIds: ['L1', 'L2'] },
    }),
  },
  'POST /api/conditioning/stations/{id}/lines': {
    kind: 'act',
    place: async (stage) => ({
      path: `/api/conditioning/stations/${await press(stage)}/lines`,
      body: { lineId: stage.id('LINE') },
    }),
  },
  'POST /api/conditioning/stations/{id}/cleanings': {
    kind: 'setting',
    place: async (stage) => {
      const stationId = stage.id('PRESS');
      const station = { stationId, name: 'Moulin', lineIds: ['L1'], openedOn: '2026-01-01' };
      await stage.post('conditioning/stations', station);
      return {
        path: `/api/conditioning/stations/${stationId}/cleanings`,
        body: { lineId: 'L1', method: 'hot water', cleanedAt: AT },
        other: { cleanedAt: LATER },
        read: () => stage.lastEvent('conditioning', 'station', stationId, 'LineCleaned'),
      };
    },
  },
  'POST /api/conditioning/stations/{id}/tolerances': {
    kind: 'creation',
    place: async (stage) => {
      const stationId = stage.id('PRESS');
      const station = { stationId, name: 'Moulin', lineIds: ['L1'], openedOn: '2026-01-01' };
      await stage.post('conditioning/stations', station);
      return {
        path: `/api/conditioning/stations/${stationId}/tolerances`,
        body: { validFrom: '2026-10-01', runPpm: 4_000, gaugePpm: 4_000 },
        other: { runPpm: 3_000 },
      };
    },
  },
  'POST /api/conditioning/product-terms': {
    kind: 'creation',
    place: async (stage) => ({
      path: '/api/conditioning/product-terms',
      body: termsOf(stage.id('OIL')),
      other: { densityGramsPerLitre: 915 },
    }),
  },
  'POST /api/conditioning/materials': {
    kind: 'creation',
    place: async (stage) => {
      await press(stage);
      const body = materialOf(stage, stage.id('SALT'));
      return { path: '/api/conditioning/materials', body, other: { quantity: 6_000_000 } };
    },
  },
  'POST /api/conditioning/tanks': {
    kind: 'creation',
    place: async (stage) => ({
      path: '/api/conditioning/tanks',
      body: {
        tankId: stage.id('TANK'),
        stationId: await press(stage),
        capacityMillilitres: 1_000_000,
        installedOn: '2026-01-01',
      },
      other: { capacityMillilitres: 2_000_000 },
    }),
  },
  'POST /api/conditioning/tanks/{id}/assign': {
    kind: 'setting',
    place: async (stage) => {
      const [{ tankId }, productId, other] = [await tank(stage), stage.id('OIL'), stage.id('OIL')];
      for (const one of [productId, other]) await stage.post('conditioning/product-terms', termsOf(one));
      return {
        path: `/api/conditioning/tanks/${tankId}/assign`,
        body: { productId, assignedOn: '2026-10-02' },
        other: { productId: other },
        read: async (position) => (await stage.get(`conditioning/tanks/${tankId}`, position)).productId,
      };
    },
  },
  'POST /api/conditioning/tanks/{id}/fillings': {
    kind: 'creation',
    place: async (stage) => {
      const { tankId, productId } = await tank(stage);
      const { lotId } = await output(stage, productId);
      return {
        path: `/api/conditioning/tanks/${tankId}/fillings`,
        body: { fillId: stage.id('F'), lotId, grams: 5_000 },
        other: { grams: 6_000 },
      };
    },
  },
  'POST /api/conditioning/tanks/{id}/gauges': {
    kind: 'creation',
    place: async (stage) => ({
      path: `/api/conditioning/tanks/${await filledTank(stage)}/gauges`,
      body: {
        gaugeId: stage.id('G'),
        measuredMillilitres: 21_830,
        temperatureDeciCelsius: 200,
        reason: 'end of the day',
        gaugedAt: AT,
      },
      other: { measuredMillilitres: 21_800 },
    }),
  },
  'POST /api/conditioning/tanks/{id}/cleanings': {
    kind: 'act',
    place: async (stage) => {
      const tankId = await filledTank(stage);
      const charge = { chargeId: stage.id('C'), from: 'tank', sourceId: tankId, quantity: 20_000 };
      await stage.post(`conditioning/runs/${await startedRun(stage)}/charges`, charge);
      return { path: `/api/conditioning/tanks/${tankId}/cleanings`, body: { cleanedAt: AT } };
    },
  },
  'POST /api/conditioning/tanks/{id}/seal': {
    kind: 'act',
    place: async (stage) => ({
      path: `/api/conditioning/tanks/${(await tank(stage)).tankId}/seal`,
      body: { sealNumber: stage.id('SEAL'), sealedAt: AT },
      other: { sealNumber: stage.id('SEAL') },
    }),
  },
  'POST /api/conditioning/tanks/{id}/unseal': {
    kind: 'act',
    place: async (stage) => {
      const [{ tankId }, sealNumber] = [await tank(stage), stage.id('SEAL')];
      await stage.post(`conditioning/tanks/${tankId}/seal`, { sealNumber, sealedAt: AT });
      return {
        path: `/api/conditioning/tanks/${tankId}/unseal`,
        body: { sealNumber, reason: 'to be drawn', unsealedAt: LATER },
        other: { sealNumber: stage.id('SEAL') },
      };
    },
  },
};
