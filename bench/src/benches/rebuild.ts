import { collection } from '@oce/contracts';
import {
  Checkpoints,
  collectionName,
  ProjectionHost,
  projectionFrom,
  type Projection,
} from '@oce/projections';
import { MongoClient, type Db } from 'mongodb';
import { type Bench, type Figure, median, round, seconds } from '../bench';
import { weighings } from '../campaign';
import { fillLog } from '../fill-log';
import { onBenchOffice, type BenchOffice } from '../office';
import { workspaceRoot } from '@oce/testing';
import { join } from 'node:path';

const EVENTS = 300_000;
const PRODUCERS = 1_000;
const RUNS = 3;
const AIM = 50_000;
const BATCH = 5_000;

/** Few documents: the sum of each producer. */
const sums = projectionFrom(collection.delivery.DeliveryWeighedIn)<{ grams: number; count: number }>({
  name: 'bench_sums',
  version: 1,
  keys: (event) => [event.data.producerCode],
  project: (doc, event) => ({
    grams: (doc?.grams ?? 0) + event.data.netGrams,
    count: (doc?.count ?? 0) + 1,
  }),
});
/** One document an event, as collection keeps it but for its three indexes, and with them. */
async function projections(): Promise<Projection[]> {
  const file = join(workspaceRoot(), 'services/collection/dist/src/delivery/reads/deliveries.js');
  const { deliveriesProjection } = (await import(file)) as { deliveriesProjection: Projection };
  return [sums, { ...deliveriesProjection, name: 'bench_deliveries', indexes: [] }, deliveriesProjection];
}

const WORDS = ['into 1,000 documents', 'into a document an event', 'into a document an event with 3 indexes'];

/** A host whose projections say that they hold the log already: only the rebuild reads it. */
async function hostAt(office: BenchOffice, db: Db, all: readonly Projection[]): Promise<ProjectionHost> {
  const checkpoints = new Checkpoints(db);
  const position = await office.store.lastPosition();
  for (const one of all) {
    const { name: _id, version } = one;
    await checkpoints.switchTo({ _id, version, rebuild: 0, collection: collectionName(one), position });
  }
  const host = new ProjectionHost({ db, log: office.store, projections: [...all] });
  await host.start();
  return host;
}

/** The limits: the log read and parsed; documents of the same size written in bulk. Each in events a second. */
async function limits({ store }: BenchOffice, db: Db): Promise<{ reading: number; writing: number }> {
  let started = performance.now();
  const documents: object[] = [];
  const { subjects } = sums.source;
  const reading = { subjects, after: 0, maxBatch: BATCH, stopWhenCaughtUp: true };
  for await (const { commits } of store.read(reading))
    for (const { events, position } of commits) documents.push({ ...(events[0]?.data as object), position });
  const read = performance.now() - started;
  const target = db.collection('bench_raw');
  started = performance.now();
  for (let at = 0; at < documents.length; at += BATCH)
    await target.insertMany(documents.slice(at, at + BATCH), { ordered: false });
  const wrote = performance.now() - started;
  await target.drop();
  return { reading: (EVENTS / read) * 1_000, writing: (EVENTS / wrote) * 1_000 };
}

async function measured(host: ProjectionHost, name: string): Promise<number> {
  const runs: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    const started = performance.now();
    const { commits } = await host.rebuild(name);
    if (commits !== EVENTS) throw new Error(`${commits} commits instead of ${EVENTS}`);
    runs.push((EVENTS / (performance.now() - started)) * 1_000);
  }
  return median(runs);
}

function figureOf(words: string, perSecond: number, limit: number, what: string): Figure {
  return {
    name: `rebuild ${words}`,
    aim: `>= ${AIM} events/s`,
    measured: `${Math.round(perSecond)}/s (${round(perSecond / limit)} x ${what}, ${Math.round(limit)}/s)`,
    holds: perSecond >= AIM,
    detail: {
      perSecond: Math.round(perSecond),
      limit: Math.round(limit),
      ratio: round(perSecond / limit, 3),
    },
  };
}

async function rebuilt(office: BenchOffice, db: Db, say: (line: string) => void): Promise<Figure[]> {
  const started = performance.now();
  await fillLog(office, weighings({ producers: PRODUCERS, deliveries: EVENTS }));
  say(`${EVENTS} commits written in ${seconds(performance.now() - started)} s`);
  const all = await projections();
  const host = await hostAt(office, db, all);
  const { reading, writing } = await limits(office, db);
  const figures: Figure[] = [];
  for (const [index, { name }] of all.entries()) {
    const perSecond = await measured(host, name);
    say(`${name}: ${Math.round(perSecond)}/s`);
    const words = WORDS[index] ?? name;
    if (index === 0) figures.push(figureOf(words, perSecond, reading, 'reading the log'));
    else figures.push(figureOf(words, perSecond, writing, 'bulk inserts alone'));
  }
  await host.stop();
  return figures;
}

/** A projection built anew from the log. */
export const rebuild: Bench = {
  name: 'rebuild',
  description: `a projection rebuilt from ${EVENTS} events, against reading the log and writing documents in bulk`,
  run: (say) =>
    onBenchOffice(async (office) => {
      const client = new MongoClient(office.mongoUri, { ignoreUndefined: true });
      try {
        return await rebuilt(office, client.db('oce_bench'), say);
      } finally {
        await client.close();
      }
    }),
};
