import type { Aggregate, Command } from '@oce/event-sourcing';
import { AggregateHandler } from '@oce/event-store';
import { workspaceRoot } from '@oce/testing';
import { MongoClient } from 'mongodb';
import { join } from 'node:path';
import { type Bench, type Figure, median, round, until } from '../bench';
import { deliveries, gradings, prelude } from '../campaign';
import { commitOf, fillLog, type Filling } from '../fill-log';
import { onBenchOffice, type BenchOffice, type StartedService } from '../office';
import { DEBTOR, PATIENCE } from './close-pool';

const LINES = [18, 5_000, 17_000];
const REPLAYED = [500, 2_000, 8_000];
const RUNS = 5;
const LOAD_AIM_MS = 1_000;
/** Four times the lines may take so many times the time: linear, with a part for chance. */
const LINEAR = 6;

type AnyAggregate = Aggregate<object, Command>;

async function accountAggregate(): Promise<AnyAggregate> {
  const file = join(workspaceRoot(), 'services/payments/dist/src/account/domain/account.js');
  return ((await import(file)) as { accountAggregate: AnyAggregate }).accountAggregate;
}

/** An account of so many lines, each an advance of a commit of its own, among others. */
function* linesOf(lines: number): Generator<Filling> {
  const producerCode = `P-${lines}`;
  let version = 0;
  for (const { commit } of deliveries({ producers: 1, deliveries: lines })) {
    const [event] = commit.events;
    if (event?.type !== 'AdvancePosted') continue;
    const data = { ...event.data, producerCode };
    yield commitOf('payments', 'account', producerCode, ++version, commit.at, { ...event, data });
  }
}

async function medianMs(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    const started = performance.now();
    await work();
    times.push(performance.now() - started);
  }
  return median(times);
}

/** Loads of a handler that has nothing in memory, beside the reading of the same commits and nothing done with them. */
async function coldLoads(office: BenchOffice): Promise<Figure[]> {
  const aggregate = await accountAggregate();
  const figures: Figure[] = [];
  for (const lines of LINES) {
    await fillLog(office, linesOf(lines));
    const id = `P-${lines}`;
    const rawMs = await medianMs(() => office.store.load({ context: 'payments', aggregate: 'account', id }));
    const loadMs = await medianMs(() => new AggregateHandler(office.store, aggregate).load(id));
    figures.push({
      name: `cold load of an account of ${lines} lines`,
      aim: `<= ${LOAD_AIM_MS} ms`,
      measured: `${round(loadMs, 1)} ms (${round(loadMs / rawMs)} x reading its commits, ${round(rawMs, 1)} ms)`,
      holds: loadMs <= LOAD_AIM_MS,
      detail: { loadMs: round(loadMs, 1), rawMs: round(rawMs, 1), ratio: round(loadMs / rawMs) },
    });
  }
  figures.push(await repeat(office, aggregate, Math.max(...LINES)));
  return figures;
}

/** The first command of an account again, by a handler that has it in memory. */
async function repeat(office: BenchOffice, aggregate: AnyAggregate, lines: number): Promise<Figure> {
  const id = `P-${lines}`;
  const ref = { context: 'payments', aggregate: 'account', id };
  const handler = new AggregateHandler(office.store, aggregate);
  const [first] = await office.store.load(ref, 0, 1);
  if (!first) throw new Error(`${id} has no commits`);
  await handler.load(id);
  // The log was filled without commands: another body under the id is refused, after the same reading.
  const command = { type: 'PostAdvance', data: {}, meta: { ...first, now: first.at } };
  const refused = () =>
    handler.handle(id, command).then(
      () => undefined,
      () => undefined,
    );
  const [rawMs, ms] = [await medianMs(() => office.store.load(ref, 0, 1)), await medianMs(refused)];
  return {
    name: `a repeated command of an account of ${lines} lines`,
    aim: '<= 3 x reading its commit',
    measured: `${round(ms / rawMs)} x (${round(ms, 2)} ms, its commit ${round(rawMs, 2)} ms)`,
    holds: ms <= 3 * rawMs,
    detail: { ms: round(ms, 3), rawMs: round(rawMs, 3) },
  };
}

interface Health {
  readonly policies?: readonly { readonly position: number; readonly pending: number }[];
}

/** Whether every policy has dealt with what concerns it. */
async function isQuiet({ url }: StartedService, position: number): Promise<boolean> {
  const answer = await fetch(`${url}/health/ready`);
  const { policies = [] } = (await answer.json()) as Health;
  const isBehind = policies.some(({ pending }) => pending > 0);
  return answer.ok && !isBehind && policies.some((one) => one.position >= position);
}

/** Seconds until the policies have met the whole log again, the database lost; all of it is one producer's. */
async function replaySeconds(lines: number, say: (line: string) => void): Promise<number> {
  return onBenchOffice(async (office) => {
    await fillLog(office, prelude());
    await fillLog(office, gradings({ producers: 1, deliveries: lines }));
    const graded = await office.store.lastPosition();
    const first = await office.startService('payments', DEBTOR);
    await until('the advances', async () => (await office.store.lastPosition()) >= graded + lines, PATIENCE);
    process.kill(first.pid, 'SIGTERM');
    await until('the end of payments', () => !isAlive(first.pid), PATIENCE);
    await dropPayments(office);
    const again = await office.startService('payments', DEBTOR);
    const started = performance.now();
    await until('the policies', () => isQuiet(again, graded), PATIENCE);
    const seconds = (performance.now() - started) / 1_000;
    say(`replay of ${lines} lines: ${round(seconds)} s`);
    if ((await office.store.lastPosition()) !== graded + lines)
      throw new Error('a policy did something again');
    return seconds;
  });
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function dropPayments({ mongoUri }: BenchOffice): Promise<void> {
  const client = new MongoClient(mongoUri);
  const { databases } = await client.db().admin().listDatabases({ nameOnly: true });
  for (const { name } of databases) if (name.includes('payments')) await client.db(name).dropDatabase();
  await client.close();
}

async function replays(say: (line: string) => void): Promise<Figure> {
  const seconds: number[] = [];
  for (const lines of REPLAYED) seconds.push(await replaySeconds(lines, say));
  const last = seconds.length - 1;
  const ratio = (seconds[last] ?? 0) / (seconds[last - 1] ?? 1);
  const times = REPLAYED.map((lines, at) => `${lines} lines ${round(seconds[at] ?? 0)} s`);
  return {
    name: 'policies begin anew on the log of one account',
    aim: `4 x the lines <= ${LINEAR} x the time`,
    measured: `${round(ratio)} x (${times.join(', ')})`,
    holds: ratio <= LINEAR,
    detail: {
      ratio: round(ratio),
      ...Object.fromEntries(REPLAYED.map((n, at) => [`seconds${n}`, round(seconds[at] ?? 0)])),
    },
  };
}

/** What one long account costs. */
export const account: Bench = {
  name: 'account',
  description: `one account of up to ${Math.max(...LINES)} lines: loaded cold, a command repeated, its policies begun anew`,
  async run(say) {
    const loads = await onBenchOffice(coldLoads);
    for (const { name, measured } of loads) say(`${name}: ${measured}`);
    return [...loads, await replays(say)];
  },
};
