import { randomUUID } from 'node:crypto';
import { type Bench, median, percentile, round, seconds } from '../bench';
import { commitOf, fillLog, type Filling } from '../fill-log';
import { onBenchOffice, type BenchOffice } from '../office';

const AGGREGATES = 100_000;
const EVENTS_EACH = 10;
const LOADS = 1_000;
const ROUNDS = 7;
const AIM = 2;

/** Aggregates of 10 commits each, their commits spread over the whole log. */
function* spread(): Generator<Filling> {
  for (let version = 1; version <= EVENTS_EACH; version++) {
    for (let n = 0; n < AGGREGATES; n++) {
      const event = { type: 'CrateFilled', v: 1, data: { grams: version } };
      yield commitOf('collection', 'crate', `C-${n}`, version, '2026-10-01T08:00:00.000Z', event);
    }
  }
}

/** The limit: one batch direct get on the bare protocol, its messages counted to the end, nothing parsed. */
function rawGetter({ connection }: BenchOffice): (id: string) => Promise<number> {
  const inbox = `_INBOX_bench.raw-${randomUUID()}`;
  let count = 0;
  let done: (count: number) => void = () => undefined;
  connection.subscribe(inbox, {
    callback: (_error, { headers }) => {
      if (headers?.code === 204 || headers?.code === 404) done(count);
      else count++;
    },
  });
  return (id) =>
    new Promise((resolve) => {
      count = 0;
      done = resolve;
      const query = { seq: 1, batch: 1_000, next_by_subj: `evt.collection.crate.${id}` };
      connection.publish('$JS.API.DIRECT.GET.OCE', JSON.stringify(query), { reply: inbox });
    });
}

/** Milliseconds of each of some loads, one after the other, of aggregates far apart. */
async function timed(load: (id: string) => Promise<number>): Promise<number[]> {
  const times: number[] = [];
  for (let n = 0; n < LOADS; n++) {
    const id = `C-${(n * 7_919) % AGGREGATES}`;
    const started = performance.now();
    const found = await load(id);
    times.push(performance.now() - started);
    if (found !== EVENTS_EACH) throw new Error(`${id} has ${found} commits`);
  }
  return times;
}

/** An aggregate's past out of a big log. */
export const load: Bench = {
  name: 'load',
  description: `an aggregate of ${EVENTS_EACH} events loaded among ${AGGREGATES * EVENTS_EACH}, against the bare request`,
  run: (say) =>
    onBenchOffice(async (office) => {
      const started = performance.now();
      const filled = await fillLog(office, spread());
      say(`${filled} commits written in ${seconds(performance.now() - started)} s`);
      const raw = rawGetter(office);
      const ours = async (id: string) =>
        (await office.store.load({ context: 'collection', aggregate: 'crate', id })).length;
      await timed(raw);
      await timed(ours);
      const rounds: { raw: number; ours: number; p99: number }[] = [];
      for (let round = 0; round < ROUNDS; round++) {
        const [bare, loaded] = [await timed(raw), await timed(ours)];
        rounds.push({ raw: median(bare), ours: median(loaded), p99: percentile(loaded, 0.99) });
      }
      const ratio = median(rounds.map((one) => one.ours / one.raw));
      const rawMs = median(rounds.map((one) => one.raw));
      const oursMs = median(rounds.map((one) => one.ours));
      return [
        {
          name: 'load of 10 events among 1 million',
          aim: `<= ${AIM} x the bare direct get`,
          measured: `${round(ratio)} x (${round(oursMs, 3)} ms, bare ${round(rawMs, 3)} ms)`,
          holds: ratio <= AIM,
          detail: {
            ratio: round(ratio, 3),
            loadMs: round(oursMs, 3),
            rawMs: round(rawMs, 3),
            p99Ms: round(median(rounds.map((one) => one.p99)), 3),
          },
        },
      ];
    }),
};
