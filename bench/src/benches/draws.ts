import { headers } from '@nats-io/transport-node';
import type { Aggregate, Command } from '@oce/event-sourcing';
import { AggregateHandler } from '@oce/event-store';
import { workspaceRoot } from '@oce/testing';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { rate, round, type Bench, type Figure } from '../bench';
import { commitOf, type Filling } from '../fill-log';
import { onBenchOffice, type BenchOffice } from '../office';

const AT = '2026-11-20T08:00:00.000Z';
const CLIENTS = 32;
const DRAWS = 3_000;
const WARM_UP = 500;
/** A run takes 200 charges. */
const DRAWS_A_RUN = 100;
const RUNS = Math.ceil((DRAWS + WARM_UP) / DRAWS_A_RUN);
const LOTS = 40;
const GRAMS_A_LOT = 1_000_000;
const AIM = 300;

const events = (context: string, aggregate: string, id: string, ...written: [string, object][]): Filling =>
  commitOf(context, aggregate, id, 1, AT, ...written.map(([type, data]) => ({ type, v: 1, data })));

/** A station, a tank that holds oil of forty raw lots, and runs to draw into. */
function* pressHouse(): Generator<Filling> {
  const opened = { stationId: 'PRESS', name: 'Moulin', lineIds: ['L1'], openedOn: '2026-09-01' };
  yield events('conditioning', 'station', 'PRESS', ['ConditioningStationOpened', opened]);
  const origins = Array.from({ length: LOTS }, (_, n) => ({ lotId: `LOT-${n}`, grams: GRAMS_A_LOT }));
  const grams = LOTS * GRAMS_A_LOT;
  const assigned = { productId: 'OIL', densityGramsPerLitre: 916, expansionPpmPerDegree: 700 };
  yield events(
    'conditioning',
    'tank',
    'T-1',
    [
      'TankInstalled',
      { tankId: 'T-1', stationId: 'PRESS', capacityMillilitres: 100_000_000, installedOn: '2026-09-01' },
    ],
    ['TankAssigned', { tankId: 'T-1', ...assigned, assignedOn: '2026-10-01' }],
    [
      'TankFilled',
      { tankId: 'T-1', fillId: 'F', lotId: 'R', productId: 'OIL', grams, origins, contentGrams: grams },
    ],
  );
  for (let n = 0; n < RUNS; n++) {
    const run = { runId: `RUN-${n}`, stationId: 'PRESS', lineId: 'L1', activity: 'blend' };
    yield events('conditioning', 'run', `RUN-${n}`, [
      'RunStarted',
      { ...run, corrects: null, startedAt: AT },
    ]);
  }
}

/** The limit: appends to one subject, each with the sequence that the one before it left, as one tank's draws have. */
async function rawAppends({ connection }: BenchOffice, count: number): Promise<number> {
  const subject = `evt.conditioning.raw.${randomUUID().slice(0, 8)}`;
  const payload = JSON.stringify({ filling: 'x'.repeat(2_000) });
  let last = 0;
  return rate(count, 1, async () => {
    const expected = headers();
    expected.set('Nats-Expected-Last-Subject-Sequence', String(last));
    const answer = await connection.request(subject, payload, { headers: expected, timeout: 10_000 });
    last = (answer.json() as { seq: number }).seq;
  });
}

async function draw(url: string, token: string, number: number): Promise<void> {
  const answer = await fetch(`${url}/conditioning/runs/RUN-${number % RUNS}/charges`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ chargeId: `C-${number}`, from: 'tank', sourceId: 'T-1', quantity: 1_000 }),
  });
  if (!answer.ok) throw new Error(`draw ${number}: ${answer.status} ${await answer.text()}`);
  await answer.arrayBuffer();
}

/** The tank alone: one aggregate decides each draw after the one before it. */
async function tankAlone({ store }: BenchOffice): Promise<number> {
  const file = join(workspaceRoot(), 'services/conditioning/dist/src/tank/domain/tank.js');
  const { tankAggregate } = (await import(file)) as { tankAggregate: Aggregate<object, Command> };
  const handler = new AggregateHandler(store, tankAggregate);
  const series = randomUUID().slice(0, 8);
  return rate(DRAWS, CLIENTS, (n) => {
    const commandId = `${series}-${n}`;
    const meta = { commandId, actor: 'bench', now: AT, correlationId: commandId };
    // For an order: nothing in conditioning follows such a draw.
    const data = { drawId: commandId, into: { kind: 'order', id: 'O-1' }, grams: 1_000 };
    return handler.handle('T-1', { type: 'DrawFromTank', data, meta });
  });
}

function figureOf(name: string, perSecond: number, raw: number): Figure {
  const ratio = perSecond / raw;
  return {
    name,
    aim: `>= ${AIM} a second`,
    measured: `${Math.round(perSecond)}/s (${round(ratio)} x raw appends to one subject, ${Math.round(raw)}/s)`,
    holds: perSecond >= AIM,
    detail: {
      perSecond: Math.round(perSecond),
      rawPerSecond: Math.round(raw),
      ratio: round(ratio, 3),
      clients: CLIENTS,
    },
  };
}

/** Draws on one tank, each carried into its run before it is answered. */
export const draws: Bench = {
  name: 'draws',
  description: `draws of oil of ${LOTS} raw lots from one tank into runs, over HTTP, against appends to one subject`,
  run: (say) =>
    onBenchOffice(async (office) => {
      for (const { ref, commit } of pressHouse()) await office.store.append(ref, 0, commit);
      const before = await rawAppends(office, 1_000);
      const alone = await tankAlone(office);
      const { url } = await office.startService('conditioning');
      const token = await office.tokens.sign('staff:bench', 'conditioning:write', {}, '1h');
      await rate(WARM_UP, CLIENTS, (n) => draw(url, token, DRAWS + n));
      const perSecond = await rate(DRAWS, CLIENTS, (n) => draw(url, token, n));
      const raw = (before + (await rawAppends(office, 1_000))) / 2;
      say(`the tank ${Math.round(alone)}/s, into runs ${Math.round(perSecond)}/s, raw ${Math.round(raw)}/s`);
      return [
        figureOf('draws on one tank', alone, raw),
        figureOf('the same over HTTP, each in its run when it is answered', perSecond, raw),
      ];
    }),
};
