import {
  analysed,
  analysisOf,
  certificate,
  certificateOf,
  controlOf,
  group,
  membersOf,
  requested,
  sampled,
  sampleOf,
  standardFor,
  standardOf,
} from '../laboratory';
import { knownLot, releasedLot } from '../parts';
import type { Scenes } from '../scene';

const AT = '2026-10-21T08:00:00Z';
const LATER = '2026-10-21T09:00:00Z';
const effect = { reason: 'a finding', effectiveFrom: '2026-10-20' };
const tasted = [{ attribute: 'rancid', kind: 'defect', scoresTenths: [0, 0, 0, 0, 0, 0, 0, 0] }];

export const certificationScenes: Scenes = {
  'POST /api/certification/standards': {
    kind: 'creation',
    place: async (stage) => ({
      path: '/api/certification/standards',
      body: standardOf(stage.id('STD'), 'OLIVE'),
      other: { source: 'Other rules' },
    }),
  },
  'POST /api/certification/controls': {
    kind: 'creation',
    place: async (stage) => {
      const { lotId, productId } = await knownLot(stage);
      await stage.getSoon(`certification/lots/${lotId}`, (found) => found as object);
      return {
        path: '/api/certification/controls',
        body: controlOf(stage.id('CT'), lotId, await standardFor(stage, productId)),
        other: { requestedOn: '2026-10-21' },
      };
    },
  },
  'POST /api/certification/controls/{id}/samples': {
    kind: 'act',
    place: async (stage) => ({
      path: `/api/certification/controls/${await requested(stage, await knownLot(stage))}/samples`,
      body: sampleOf(stage),
      other: { takenAt: AT },
    }),
  },
  'POST /api/certification/controls/{id}/panels': {
    kind: 'creation',
    place: async (stage) => ({
      path: `/api/certification/controls/${await sampled(stage, await knownLot(stage))}/panels`,
      body: {
        panelId: stage.id('PANEL'),
        assessment: 'first',
        body: 'Panel de Fès',
        number: '1',
        tasted,
        scoredOn: '2026-10-20',
      },
      other: { number: '2' },
    }),
  },
  'POST /api/certification/controls/{id}/analyses': {
    kind: 'creation',
    place: async (stage) => ({
      path: `/api/certification/controls/${await sampled(stage, await knownLot(stage))}/analyses`,
      body: analysisOf(stage),
      other: { number: '2' },
    }),
  },
  'POST /api/certification/controls/{id}/verdict': {
    kind: 'act',
    place: async (stage) => ({
      path: `/api/certification/controls/${await analysed(stage, await knownLot(stage))}/verdict`,
      body: { signedAt: AT },
      other: { signedAt: LATER },
    }),
  },
  'POST /api/certification/lots/{id}/holds': {
    kind: 'setting',
    place: async (stage) => {
      const { lotId } = await releasedLot(stage);
      return {
        path: `/api/certification/lots/${lotId}/holds`,
        body: { reason: 'a smell', heldAt: AT },
        other: { reason: 'another smell' },
        read: async (position) => (await stage.get(`certification/lots/${lotId}`, position)).heldFor,
      };
    },
  },
  'POST /api/certification/lots/{id}/liftings': {
    kind: 'act',
    place: async (stage) => {
      const { lotId } = await releasedLot(stage);
      await stage.post(`certification/lots/${lotId}/holds`, { reason: 'a smell', heldAt: AT });
      return {
        path: `/api/certification/lots/${lotId}/liftings`,
        body: { reason: 'it was the crate', liftedAt: LATER },
        other: { reason: 'it was the lorry' },
      };
    },
  },
  'POST /api/certification/lots/{id}/destruction': {
    kind: 'act',
    place: async (stage) => {
      const { lotId } = await knownLot(stage);
      await stage.getSoon(`certification/lots/${lotId}`, (found) => found as object);
      return {
        path: `/api/certification/lots/${lotId}/destruction`,
        body: { grams: 1_000, document: 'PV-1', destroyedOn: '2026-10-21' },
        other: { document: 'PV-2' },
      };
    },
  },
  'POST /api/certification/recalls': {
    kind: 'creation',
    place: async (stage) => {
      const { lotId } = await knownLot(stage);
      await stage.getSoon(`certification/lots/${lotId}`, (found) => found as object);
      return {
        path: '/api/certification/recalls',
        body: { recallId: stage.id('RC'), kind: 'lot', id: lotId, reason: 'glass', openedAt: AT },
        other: { reason: 'stones' },
      };
    },
  },
  'POST /api/certification/certificates': {
    kind: 'creation',
    place: async (stage) => ({
      path: '/api/certification/certificates',
      body: certificateOf(stage.id('CERT')),
      other: { validTo: '2027-12-31' },
    }),
  },
  'POST /api/certification/certificates/{id}/suspensions': {
    kind: 'act',
    place: async (stage) => ({
      path: `/api/certification/certificates/${await certificate(stage)}/suspensions`,
      body: effect,
      other: { reason: 'another finding' },
    }),
  },
  'POST /api/certification/certificates/{id}/reinstatements': {
    kind: 'act',
    place: async (stage) => {
      const certificateId = await certificate(stage);
      await stage.post(`certification/certificates/${certificateId}/suspensions`, effect);
      return {
        path: `/api/certification/certificates/${certificateId}/reinstatements`,
        body: { reason: 'closed', effectiveFrom: '2026-10-25' },
        other: { reason: 'closed too' },
      };
    },
  },
  'POST /api/certification/certificates/{id}/withdrawal': {
    kind: 'act',
    place: async (stage) => ({
      path: `/api/certification/certificates/${await certificate(stage)}/withdrawal`,
      body: effect,
      other: { reason: 'another finding' },
    }),
  },
  'POST /api/certification/certificates/{id}/members': {
    kind: 'creation',
    place: async (stage) => ({
      path: `/api/certification/certificates/${await certificate(stage)}/members`,
      body: membersOf(stage.id('P')),
      other: { members: membersOf('P-OTHER').members },
    }),
  },
  'POST /api/certification/certificates/{id}/inspections': {
    kind: 'act',
    place: async (stage) => {
      const { certificateId, producerCode } = await group(stage);
      return {
        path: `/api/certification/certificates/${certificateId}/inspections`,
        body: { producerCode, inspectedOn: '2026-10-20', nonConformities: [] },
        other: { nonConformities: ['no records'] },
      };
    },
  },
  'POST /api/certification/certificates/{id}/member-suspensions': {
    kind: 'act',
    place: async (stage) => {
      const { certificateId, producerCode } = await group(stage);
      return {
        path: `/api/certification/certificates/${certificateId}/member-suspensions`,
        body: { producerCode, reason: 'a forbidden product', from: '2026-10-20' },
        other: { reason: 'another product' },
      };
    },
  },
  'POST /api/certification/certificates/{id}/member-liftings': {
    kind: 'act',
    place: async (stage) => {
      const { certificateId, producerCode } = await group(stage);
      const suspension = { producerCode, reason: 'a forbidden product', from: '2026-10-20' };
      await stage.post(`certification/certificates/${certificateId}/member-suspensions`, suspension);
      return {
        path: `/api/certification/certificates/${certificateId}/member-liftings`,
        body: { producerCode, reason: 'closed', from: '2026-10-25' },
        other: { reason: 'closed too' },
      };
    },
  },
};
