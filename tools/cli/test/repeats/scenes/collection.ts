import { STATION } from '../../small-office';
import { filledLot, graded, lotOf, producer, ruleOf, sheetOf, ticketOf, weighed } from '../parts';
import type { Scenes } from '../scene';
import type { Stage } from '../stage';

const scaleOf = (scaleId: string, certificate: string) => ({
  scaleId,
  kind: 'weighbridge',
  certificate,
  verifiedOn: '2026-01-01',
  validUntil: '2026-12-31',
});

async function verifiedScale(stage: Stage): Promise<string> {
  const scaleId = stage.id('SC');
  await stage.post(`collection/stations/${STATION}/scales`, scaleOf(scaleId, stage.id('CERT')));
  return scaleId;
}

/** The same ticket with its crates counted: a door that does not count them says no other thing. */
const counted = <Ticket extends object>(ticket: Ticket) => ({
  ...ticket,
  containerKind: 'crate',
  containerCount: 75,
});
const ndjson = (...lines: object[]) => ({
  body: lines.map((line) => `${JSON.stringify(line)}\n`).join(''),
  contentType: 'application/x-ndjson',
});

export const collectionScenes: Scenes = {
  'POST /api/collection/stations': {
    kind: 'creation',
    place: async (stage) => ({
      path: '/api/collection/stations',
      body: { stationId: stage.id('ST'), name: 'Station', cooperativeId: 'COOP-1', openedOn: '2026-01-01' },
      other: { openedOn: '2026-02-01' },
    }),
  },
  'POST /api/collection/stations/{id}/scales': {
    kind: 'creation',
    place: async (stage) => ({
      path: `/api/collection/stations/${STATION}/scales`,
      body: scaleOf(stage.id('SC'), stage.id('CERT')),
      other: { validUntil: '2027-01-31' },
    }),
  },
  'POST /api/collection/stations/{id}/terminals': {
    kind: 'setting',
    place: async (stage) => ({
      path: `/api/collection/stations/${STATION}/terminals`,
      body: { terminalId: stage.id('TM'), scaleId: await verifiedScale(stage) },
      other: { scaleId: await verifiedScale(stage) },
      // No reading tells the scale of a terminal: what holds is what the station was told last.
      read: () => stage.lastEvent('collection', 'station', STATION, 'TerminalInstalled'),
    }),
  },
  'POST /api/collection/intake-rules': {
    kind: 'creation',
    place: async (stage) => ({
      path: '/api/collection/intake-rules',
      body: ruleOf(stage.id('PRODUCT')),
      other: { maxMoisturePpm: 500_000 },
    }),
  },
  'POST /api/collection/deliveries': {
    kind: 'creation',
    place: async (stage) => {
      const ticket = ticketOf(stage, (await producer(stage)).producerCode);
      const stream = { path: '/api/collection/tickets' };
      return {
        path: '/api/collection/deliveries',
        body: counted(ticket),
        other: { grossGrams: 1_600_000 },
        alike: [
          { body: ticket },
          { ...stream, ...ndjson(ticket) },
          { ...stream, ...ndjson(counted(ticket)) },
        ],
      };
    },
  },
  'POST /api/collection/tickets': {
    kind: 'lines',
    place: async (stage) => {
      const { producerCode } = await producer(stage);
      const tickets = [ticketOf(stage, producerCode), ticketOf(stage, producerCode)];
      const alike = [ndjson(...tickets.map(counted))];
      return { path: '/api/collection/tickets', ...ndjson(...tickets), alike };
    },
  },
  'POST /api/collection/deliveries/{id}/grade': {
    kind: 'creation',
    place: async (stage) => {
      const { deliveryId } = await weighed(stage);
      const path = `/api/collection/deliveries/${deliveryId}/grade`;
      return { path, body: sheetOf(stage), other: { moisturePpm: 410_000 } };
    },
  },
  'POST /api/collection/deliveries/{id}/refuse': {
    kind: 'act',
    place: async (stage) => {
      const { deliveryId } = await weighed(stage);
      const path = `/api/collection/deliveries/${deliveryId}/refuse`;
      return { path, body: { reason: 'mould' }, other: { reason: 'stones' } };
    },
  },
  'POST /api/collection/deliveries/{id}/reverse': {
    kind: 'act',
    place: async (stage) => {
      const { deliveryId } = await graded(stage);
      const correction = { ticketNumber: stage.id('T'), grossGrams: 1_400_000, tareGrams: 360_000 };
      return {
        path: `/api/collection/deliveries/${deliveryId}/reverse`,
        body: { reason: 'wrong weight', correction },
        other: { correction: { ...correction, grossGrams: 1_450_000 } },
      };
    },
  },
  'POST /api/collection/deliveries/{id}/regrade': {
    kind: 'act',
    place: async (stage) => {
      const { deliveryId } = await graded(stage);
      const body = { ...sheetOf(stage), sampleId: stage.id('SAMPLE'), reason: 'counter-sample' };
      const path = `/api/collection/deliveries/${deliveryId}/regrade`;
      return { path, body, other: { reason: 'another reason' }, token: stage.office.tokens.approver };
    },
  },
  'POST /api/collection/lots': {
    kind: 'creation',
    place: async (stage) => ({
      path: '/api/collection/lots',
      body: lotOf(stage.id('LOT')),
      other: { openedOn: '2026-10-02' },
    }),
  },
  'POST /api/collection/lots/{id}/deliveries': {
    kind: 'act',
    place: async (stage) => {
      const lotId = stage.id('LOT');
      await stage.post('collection/lots', lotOf(lotId));
      const [{ deliveryId }, { deliveryId: second }] = [await graded(stage), await graded(stage)];
      return {
        path: `/api/collection/lots/${lotId}/deliveries`,
        body: { deliveryIds: [deliveryId, second] },
      };
    },
  },
  'POST /api/collection/lots/{id}/close': {
    kind: 'act',
    place: async (stage) => {
      const { lotId } = await filledLot(stage);
      const other = { closedOn: '2026-10-11' };
      return { path: `/api/collection/lots/${lotId}/close`, body: { closedOn: '2026-10-10' }, other };
    },
  },
};
