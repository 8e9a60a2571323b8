import { call, ServiceHarness } from '@oce/service-kit/testing';
import { eventually } from '@oce/testing';
import { ConditioningModule } from '../src';
import { lotBalanceEvents } from '../src/lot-balance/domain/lot-balance.events';
import { runEvents } from '../src/run/domain/run.events';
import { stationEvents } from '../src/station/domain/station';
import { tankEvents } from '../src/tank/domain/tank.events';
import { NOW, origins } from './conditioning-in-memory';

const OIL = 100_000;
const content = { grams: OIL, origins: origins({ 'LOT-A': OIL }) };
const started = (runId: string) =>
  runEvents.RunStarted({
    runId,
    stationId: 'PRESS',
    lineId: 'L1',
    activity: 'blend',
    corrects: null,
    startedAt: NOW,
  });

describe('conditioning on real servers', () => {
  let harness: ServiceHarness;
  let url: string;
  let clerk: string;
  const given = (aggregate: string, id: string, ...events: Parameters<ServiceHarness['given']>[1][]) =>
    harness.given({ context: 'conditioning', aggregate, id }, ...events);
  const charge = (runId: string, body: object) =>
    call('POST', `${url}/conditioning/runs/${runId}/charges`, { token: clerk, body });
  const get = async (path: string) =>
    (await call('GET', `${url}/conditioning/${path}`, { token: clerk })).body as Record<string, unknown>;

  beforeAll(async () => {
    harness = await ServiceHarness.start();
    const station = { stationId: 'PRESS', name: 'Moulin', lineIds: ['L1'], openedOn: '2026-09-01' };
    await given('station', 'PRESS', stationEvents.ConditioningStationOpened(station));
    const tank = { tankId: 'T-1', stationId: 'PRESS', capacityMillilitres: 1_000_000 };
    const product = { productId: 'OIL', densityGramsPerLitre: 916, expansionPpmPerDegree: 700 };
    await given(
      'tank',
      'T-1',
      tankEvents.TankInstalled({ ...tank, installedOn: '2026-09-01' }),
      tankEvents.TankAssigned({ tankId: 'T-1', ...product, assignedOn: '2026-10-01' }),
      tankEvents.TankFilled({
        tankId: 'T-1',
        fillId: 'F',
        lotId: 'R',
        productId: 'OIL',
        contentGrams: OIL,
        ...content,
      }),
    );
    for (const runId of ['RUN-1', 'RUN-2', 'RUN-3']) await given('run', runId, started(runId));
    // Whoever drew for the third run was killed before the run heard of it.
    const made = { lotId: 'LOT-B', runId: null, productId: 'OLIVE', netGrams: 500, pieces: null };
    const half = { grams: 200, origins: origins({ 'LOT-B': 200 }) };
    const into = { kind: 'run', id: 'RUN-3' } as const;
    await given(
      'lot-balance',
      'LOT-B',
      lotBalanceEvents.LotMadeAvailable({ ...made, origins: origins({ 'LOT-B': 500 }), tankId: null }),
      lotBalanceEvents.LotDrawn({
        lotId: 'LOT-B',
        drawId: 'RUN-3_A',
        into,
        productId: 'OLIVE',
        pieces: null,
        leftGrams: 300,
        ...half,
      }),
    );
    ({ url } = await harness.service('conditioning', ConditioningModule));
    clerk = await harness.tokens.sign('staff:amal', 'conditioning:write conditioning:read');
  });
  afterAll(() => harness?.stop());

  it('serves one of two terminals that draw the last of a tank at once', async () => {
    const last = { chargeId: 'A', from: 'tank', sourceId: 'T-1', quantity: 60_000 };
    const answers = await Promise.all([charge('RUN-1', last), charge('RUN-2', last)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({ code: 'tank_short' });
    await eventually(async () => expect(await get('tanks/T-1')).toMatchObject({ contentGrams: 40_000 }));
  });

  it('charges what was drawn before it was killed', async () => {
    await eventually(async () =>
      expect(await get('runs/RUN-3')).toMatchObject({ inputs: [{ chargeId: 'RUN-3_A', grams: 200 }] }),
    );
    expect(await get('lots/LOT-B')).toMatchObject({ leftGrams: 300 });
  });
});
