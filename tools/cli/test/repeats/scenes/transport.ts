import { addDays } from '@oce/quantities';
import { bottles, bulkOf, departed, DEPARTED, loaded, planned, reserved, scanned, shipmentOf } from '../dock';
import { confirmedOrder } from '../parts';
import type { Scenes } from '../scene';

const LATER = '2026-10-22T09:00:00Z';
const API = '/api/transport';
const SERIES = 'at;celsius\n2026-10-22T08:00:00Z;18.5\n2026-10-22T09:00:00Z;19.0\n';

const dockScenes: Scenes = {
  'POST /api/transport/checklists': {
    kind: 'creation',
    place: async (stage) => ({
      path: `${API}/checklists`,
      body: {
        validFrom: addDays('2024-06-01', stage.number() % 400),
        // Of a market that nothing goes to: other scenes are asked for no papers.
        rules: [{ ruleId: 'R-1', kind: 'eur1', issuedBy: 'Douane', due: 'departure', destinations: ['ZZ'] }],
      },
      other: {
        rules: [{ ruleId: 'R-2', kind: 'eur1', issuedBy: 'Douane', due: 'arrival', destinations: ['ZZ'] }],
      },
    }),
  },
  'POST /api/transport/temperature-terms': {
    kind: 'creation',
    place: async (stage) => ({
      path: `${API}/temperature-terms`,
      body: {
        productId: stage.id('OIL'),
        validFrom: '2026-01-01',
        lowestMilliCelsius: 5_000,
        highestMilliCelsius: 25_000,
        mostMinutesOut: 30,
      },
      other: { mostMinutesOut: 31 },
    }),
  },
  'POST /api/transport/shipments': {
    kind: 'creation',
    place: async (stage) => {
      const { orderId } = await confirmedOrder(stage);
      const body = shipmentOf(stage.id('SH'), orderId);
      await stage.getSoon('transport/shipments?limit=1', (found) => found as object);
      return { path: `${API}/shipments`, body, other: { carrier: 'Transit du Sud' } };
    },
  },
  'POST /api/transport/shipments/{id}/scans': {
    kind: 'act',
    place: async (stage) => {
      const { shipmentId, sscc } = await bottles(stage);
      return { path: `${API}/shipments/${shipmentId}/scans`, body: { sscc } };
    },
  },
  'POST /api/transport/shipments/{id}/unload': {
    kind: 'act',
    place: async (stage) => {
      const { shipmentId, sscc } = await scanned(stage);
      const path = `${API}/shipments/${shipmentId}/unload`;
      return { path, body: { sscc, reason: 'wrong lorry' }, other: { reason: 'another lorry' } };
    },
  },
  'POST /api/transport/shipments/{id}/bulk': {
    kind: 'creation',
    place: async (stage) => {
      const { shipmentId, lotId } = await planned(stage);
      return {
        path: `${API}/shipments/${shipmentId}/bulk`,
        body: bulkOf(stage, lotId),
        other: { compartment: 'B' },
      };
    },
  },
  'POST /api/transport/shipments/{id}/unload-bulk': {
    kind: 'act',
    place: async (stage) => {
      const { shipmentId, lineId } = await loaded(stage);
      const path = `${API}/shipments/${shipmentId}/unload-bulk`;
      return { path, body: { lineId, reason: 'it leaks' }, other: { reason: 'it is full' } };
    },
  },
  'POST /api/transport/shipments/{id}/seal': {
    kind: 'act',
    place: async (stage) => {
      const { shipmentId } = await loaded(stage);
      return {
        path: `${API}/shipments/${shipmentId}/seal`,
        body: { sealNumber: stage.id('SEAL'), sealedAt: DEPARTED },
        other: { sealNumber: 'SEAL-OTHER' },
      };
    },
  },
  'POST /api/transport/shipments/{id}/break-seal': {
    kind: 'act',
    place: async (stage) => {
      const { shipmentId } = await loaded(stage);
      const seal = { sealNumber: stage.id('SEAL'), sealedAt: DEPARTED };
      await stage.post(`transport/shipments/${shipmentId}/seal`, seal);
      return {
        path: `${API}/shipments/${shipmentId}/break-seal`,
        body: { reason: 'customs looked in' },
        other: { reason: 'it was torn' },
      };
    },
  },
  'POST /api/transport/shipments/{id}/documents': {
    kind: 'creation',
    place: async (stage) => ({
      path: `${API}/shipments/${(await planned(stage)).shipmentId}/documents`,
      body: {
        documentId: stage.id('DOC'),
        kind: 'eur1',
        number: 'E-1',
        issuer: 'Douane',
        issuedOn: '2026-10-20',
        digest: 'ab'.repeat(32),
      },
      other: { number: 'E-2' },
    }),
  },
  'POST /api/transport/shipments/{id}/depart': {
    kind: 'act',
    place: async (stage) => ({
      path: `${API}/shipments/${(await loaded(stage)).shipmentId}/depart`,
      body: { departedAt: DEPARTED },
      other: { departedAt: LATER },
    }),
  },
  'POST /api/transport/shipments/{id}/cancel': {
    kind: 'act',
    place: async (stage) => ({
      path: `${API}/shipments/${(await planned(stage)).shipmentId}/cancel`,
      body: { reason: 'no lorry' },
      other: { reason: 'no driver' },
    }),
  },
};

const wayScenes: Scenes = {
  'POST /api/transport/shipments/{id}/legs': {
    kind: 'act',
    place: async (stage) => ({
      path: `${API}/shipments/${await departed(stage)}/legs`,
      body: { legId: 'L1', doneAt: LATER },
      other: { doneAt: '2026-10-22T10:00:00Z' },
    }),
  },
  'POST /api/transport/shipments/{id}/hand-over': {
    kind: 'creation',
    place: async (stage) => ({
      path: `${API}/shipments/${await departed(stage)}/hand-over`,
      body: { from: 'ST-1', to: 'Transit du Nord', reservations: [], handedOverAt: LATER },
      other: { to: 'Transit du Sud' },
    }),
  },
  'POST /api/transport/shipments/{id}/accept-reservations': {
    kind: 'act',
    place: async (stage) => {
      const { shipmentId, handedOverAt } = await reserved(stage);
      return {
        path: `${API}/shipments/${shipmentId}/accept-reservations`,
        body: { handedOverAt, by: 'PRESS-1', note: 'it was wet before' },
        other: { note: 'it was dry' },
      };
    },
  },
  'POST /api/transport/shipments/{id}/customs': {
    kind: 'act',
    place: async (stage) => ({
      path: `${API}/shipments/${await departed(stage)}/customs`,
      body: { number: stage.id('DUM'), clearedOn: '2026-10-23', currency: 'EUR', amountMinor: 100_000 },
      other: { amountMinor: 100_001 },
    }),
  },
  'POST /api/transport/shipments/{id}/temperatures': {
    kind: 'act',
    place: async (stage) => ({
      path: `${API}/shipments/${await departed(stage)}/temperatures`,
      body: SERIES,
      contentType: 'text/csv',
    }),
  },
  'POST /api/transport/shipments/{id}/receive': {
    kind: 'act',
    place: async (stage) => ({
      path: `${API}/shipments/${await departed(stage)}/receive`,
      body: { deliveryNoteNumber: stage.id('BL'), differences: [], receivedOn: '2026-10-25' },
      other: { receivedOn: '2026-10-26' },
    }),
  },
  'POST /api/transport/shipments/{id}/refuse': {
    kind: 'act',
    place: async (stage) => ({
      path: `${API}/shipments/${await departed(stage)}/refuse`,
      body: { reason: 'it came too late', refusedOn: '2026-10-25' },
      other: { refusedOn: '2026-10-26' },
    }),
  },
  'POST /api/transport/shipments/{id}/return': {
    kind: 'act',
    place: async (stage) => {
      const shipmentId = await departed(stage);
      const refusal = { reason: 'it came too late', refusedOn: '2026-10-25' };
      await stage.post(`transport/shipments/${shipmentId}/refuse`, refusal);
      return {
        path: `${API}/shipments/${shipmentId}/return`,
        body: { stationId: 'ST-1', returnedOn: '2026-10-30' },
        other: { returnedOn: '2026-10-31' },
      };
    },
  },
};

export const transportScenes: Scenes = { ...dockScenes, ...wayScenes };
