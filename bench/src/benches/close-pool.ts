import { MongoClient } from 'mongodb';
import { type Bench, type Figure, rate, round, seconds, until } from '../bench';
import { gradings, POOL, prelude, proceedsOf, settledDeliveries } from '../campaign';
import { CpuUse } from '../cpu';
import { commitOf, fillLog } from '../fill-log';
import { onBenchOffice, type BenchOffice, type StartedService } from '../office';

const SIZE = { producers: 16_800, deliveries: 200_000 };
const AIM_SECONDS = 10;
const LANES = 256;
export const DEBTOR = { OCE_DEBTOR_IBAN: 'MA64011519000001205000534921', OCE_DEBTOR_BIC: 'ABCDMAMC' };
export const PATIENCE = { patienceMs: 400_000, pauseMs: 250 };

/** Payments, as it stands when it has long dealt with every grading: its advances are in the log already. */
async function paymentsAt(office: BenchOffice, position: number): Promise<StartedService> {
  const client = new MongoClient(office.mongoUri);
  const checkpoints = client
    .db('oce_payments')
    .collection<{ _id: string; position: number }>('policy_checkpoints');
  await checkpoints.insertOne({ _id: 'post-advance-on-grading', position });
  await client.close();
  const service = await office.startService('payments', DEBTOR);
  await until('the read models of payments', () => holdAll(service.url, position), PATIENCE);
  return service;
}

async function holdAll(url: string, position: number): Promise<boolean> {
  const answer = await fetch(`${url}/health/ready`);
  const { projections } = (await answer.json()) as { projections: { position: number }[] };
  return answer.ok && projections.every((one) => one.position >= position);
}

/** Sends a command; says with its own words where it is refused. */
async function post(url: string, token: string, body: object): Promise<void> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  if (answer.status !== 201) throw new Error(`${url}: ${answer.status} ${await answer.text()}`);
}

/** Opens the pool and lets it take in the proceeds of the campaign. */
async function openPool(office: BenchOffice, url: string): Promise<void> {
  const token = await office.tokens.sign('staff:amal', 'payments:write', {}, '1h');
  await post(`${url}/payments/pools`, token, POOL);
  await fillLog(office, [proceedsOf(SIZE)]);
  const ref = { context: 'payments', aggregate: 'pool', id: POOL.poolId };
  await until('the proceeds in the pool', async () => (await office.store.load(ref)).length === 2, PATIENCE);
}

/** What is outstanding in a campaign of deliveries and proceeds alone. */
const KNOWN = ['unlotted_deliveries', 'members_without_convention'];

/** Milliseconds from the request to the answer, and to the last final share in the log. */
async function close(office: BenchOffice, url: string): Promise<{ closedMs: number; postedMs: number }> {
  const token = await office.tokens.sign('staff:badr', 'payments:approve', {}, '1h');
  const stop = new AbortController();
  const after = await office.store.lastPosition();
  const started = performance.now();
  const closed = post(`${url}/payments/pools/${POOL.poolId}/close`, token, { acknowledge: KNOWN }).then(
    () => performance.now() - started,
  );
  closed.catch(() => stop.abort());
  let shares = 0;
  const reading = { subjects: ['evt.payments.account.*'], after, maxBatch: 5_000, signal: stop.signal };
  for await (const { commits } of office.store.read(reading)) {
    for (const { events } of commits) if (events[0]?.type === 'FinalSharePosted') shares++;
    if (shares === SIZE.producers) break;
  }
  return { postedMs: performance.now() - started, closedMs: await closed };
}

/** The limit: as many commits of their size appended by the store, as many at once, and nothing decided. */
async function rawAppendsSeconds({ store }: BenchOffice): Promise<number> {
  const filling = { type: 'CrateFilled', v: 1, data: { filling: 'x'.repeat(2_000) } };
  const perSecond = await rate(SIZE.producers, LANES, (n) => {
    const { ref, commit } = commitOf('collection', 'crate', `C-${n}`, 1, '2026-10-01T08:00:00.000Z', filling);
    return store.append(ref, 0, commit);
  });
  return SIZE.producers / perSecond;
}

/** A service that has dealt with the whole campaign itself, so that it has the accounts in memory. */
async function atHand(office: BenchOffice, say: (line: string) => void): Promise<StartedService> {
  const count = (await fillLog(office, prelude())) + (await fillLog(office, gradings(SIZE)));
  say(`${count} commits written`);
  const started = performance.now();
  const service = await office.startService('payments', DEBTOR);
  const end = count + SIZE.deliveries;
  await until('the advances', async () => (await office.store.lastPosition()) >= end, PATIENCE);
  await until('the read models of payments', () => holdAll(service.url, end), PATIENCE);
  say(`payments has posted the advances in ${seconds(performance.now() - started)} s`);
  return service;
}

/** A service just started, that has to read the accounts first: the advances are in the log already. */
async function justStarted(office: BenchOffice, say: (line: string) => void): Promise<StartedService> {
  const count = (await fillLog(office, prelude())) + (await fillLog(office, settledDeliveries(SIZE)));
  say(`${count} commits written, with the advances`);
  const started = performance.now();
  const service = await paymentsAt(office, await office.store.lastPosition());
  say(`payments has read them in ${seconds(performance.now() - started)} s`);
  return service;
}

const measured = (name: string, prepare: typeof atHand, say: (line: string) => void): Promise<Figure> =>
  onBenchOffice(async (office) => {
    const { url, pid } = await prepare(office, say);
    await openPool(office, url);
    const use = await CpuUse.from({ payments: pid, ...office.serverPids });
    const { closedMs, postedMs } = await close(office, url);
    const cpu = await use.since();
    const raw = await rawAppendsSeconds(office);
    const total = postedMs / 1_000;
    say(`${name}: ${round(total, 1)} s`);
    return {
      name,
      aim: `<= ${AIM_SECONDS} s`,
      measured: `${round(total, 1)} s (answered after ${seconds(closedMs)} s; as many bare appends ${round(raw, 1)} s)`,
      holds: total <= AIM_SECONDS,
      detail: {
        seconds: round(total),
        answeredSeconds: seconds(closedMs),
        rawSeconds: round(raw),
        ratioToAppends: round(total / raw),
        ...cpu,
      },
    };
  });

/** A campaign's pool closed, to the last member's line. */
export const closePool: Bench = {
  name: 'close-pool',
  description: `a pool of ${SIZE.producers} producers and ${SIZE.deliveries} deliveries closed, to the last final share`,
  async run(say) {
    return [
      await measured('close of a pool, to the last final share', atHand, say),
      await measured('the same by a service just started', justStarted, say),
    ];
  },
};
