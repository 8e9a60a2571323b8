import type { CampaignOpened, ProducerAffiliated, ProductListed, StationOpened } from '@oce/contracts';
import type { AggregateRef, Event } from '@oce/event-sourcing';
import { connectToLog, ensureStreams, JetStreamEventStore } from '@oce/event-store';
import { findNatsServer, resolveMongo, startNatsServer } from '@oce/local-servers';
import { TestTokens } from '@oce/service-kit/testing';
import { cacheDir, workspaceRoot } from '@oce/testing';
import { fork, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

type Connection = Awaited<ReturnType<typeof connectToLog>>;

/** Servers of a benchmark's own, and collection as a process of its own where it is asked for. */
export interface BenchOffice {
  readonly natsUrl: string;
  readonly mongoUri: string;
  readonly connection: Connection;
  readonly store: JetStreamEventStore;
  readonly tokens: TestTokens;
  startCollection(): Promise<{ url: string; pid: number }>;
  stop(): Promise<void>;
}

export const PRODUCERS = 1_000;

/** Starts NATS (sync always) and the document database in a scratch folder. */
export async function startBenchOffice(): Promise<BenchOffice> {
  const folder = await mkdtemp(join(tmpdir(), 'oce-bench-'));
  const binary = await findNatsServer({ cacheDir: cacheDir() });
  const nats = await startNatsServer({ binary, folder: join(folder, 'nats') });
  const mongo = await resolveMongo({ mode: 'auto', folder: join(folder, 'mongo'), cacheDir: cacheDir() });
  const connection = await connectToLog({ servers: nats.url, name: 'bench' });
  await ensureStreams(connection);
  const store = new JetStreamEventStore(connection);
  const tokens = await TestTokens.create();
  const children: ChildProcess[] = [];
  return {
    natsUrl: nats.url,
    mongoUri: mongo.uri,
    connection,
    store,
    tokens,
    async startCollection() {
      await prepareReferences(store);
      const started = await startService(nats.url, mongo.uri, tokens.publicKeyPem);
      children.push(started.child);
      return { url: started.url, pid: started.child.pid ?? 0 };
    },
    async stop() {
      for (const child of children) child.kill('SIGTERM');
      await Promise.all(children.map((child) => (child.exitCode === null ? once(child, 'exit') : undefined)));
      store.close();
      await connection.close();
      await Promise.all([nats.stop(), mongo.stop()]);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function startService(natsUrl: string, mongoUri: string, publicKey: string) {
  const child = fork(join(workspaceRoot(), 'services/collection/dist/src/main.js'), [], {
    env: {
      ...process.env,
      PORT: '0',
      NATS_URL: natsUrl,
      MONGODB_URI: mongoUri,
      OCE_TOKEN_PUBLIC_KEY: publicKey,
      LOG_LEVEL: 'warn',
    },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    execArgv: process.env['OCE_BENCH_PROFILE'] ? ['--cpu-prof', `--cpu-prof-dir=${process.env['OCE_BENCH_PROFILE']}`] : [],
  });
  const [message] = (await once(child, 'message')) as [{ url: string }];
  return { child, url: message.url };
}

/** One commit written as another context would have. */
export async function put<E extends Event>(
  store: JetStreamEventStore,
  ref: AggregateRef,
  expected: number,
  ...events: E[]
): Promise<number> {
  return store.append(ref, expected, {
    commitId: randomUUID(),
    commandId: randomUUID(),
    commandHash: 'bench',
    actor: 'bench',
    at: '2026-09-01T08:00:00.000Z',
    correlationId: 'bench',
    version: 1,
    events,
  });
}

async function prepareReferences(store: JetStreamEventStore): Promise<void> {
  const writes: Promise<unknown>[] = [];
  for (let n = 0; n < PRODUCERS; n++) {
    const data = {
      producerCode: `P-${n}`,
      cooperativeId: 'C',
      affiliatedOn: '2026-01-01',
      name: 'x',
      cin: 'x',
      phone: 'x',
      birthDate: 'x',
    };
    const event: ProducerAffiliated = { type: 'ProducerAffiliated', v: 1, data };
    writes.push(put(store, { context: 'affiliation', aggregate: 'producer', id: `P-${n}` }, 0, event));
  }
  const campaign: CampaignOpened = {
    type: 'CampaignOpened',
    v: 1,
    data: {
      campaignId: 'OLIVE-2026',
      productId: 'OLIVE',
      name: 'Olives',
      opensOn: '2026-09-01',
      lastWeighingOn: '2026-12-31',
    },
  };
  const product: ProductListed = {
    type: 'ProductListed',
    v: 1,
    data: {
      productId: 'OLIVE',
      name: 'Olives',
      gtin: '06111234567893',
      unit: 'kg',
      grades: [{ grade: 'extra', name: 'Extra' }],
    },
  };
  const opened: StationOpened = {
    type: 'StationOpened',
    v: 1,
    data: { stationId: 'ST-1', name: 'Station', cooperativeId: 'C', openedOn: '2026-09-01' },
  };
  const scale = {
    type: 'ScaleVerified',
    v: 1,
    data: {
      stationId: 'ST-1',
      scaleId: 'SC-1',
      kind: 'bridge',
      certificate: 'V',
      verifiedOn: '2026-01-01',
      validUntil: '2026-12-31',
    },
  };
  const terminal = {
    type: 'TerminalInstalled',
    v: 1,
    data: { stationId: 'ST-1', terminalId: 'TM-1', scaleId: 'SC-1' },
  };
  writes.push(put(store, { context: 'affiliation', aggregate: 'campaign', id: 'OLIVE-2026' }, 0, campaign));
  writes.push(put(store, { context: 'affiliation', aggregate: 'product', id: 'OLIVE' }, 0, product));
  writes.push(
    put(
      store,
      { context: 'collection', aggregate: 'station', id: 'ST-1' },
      0,
      ...([opened, scale, terminal] as Event[]),
    ),
  );
  await Promise.all(writes);
}

/** A ticket with a number of its own. */
export function ticket(series: string, n: number): Record<string, unknown> {
  return {
    stationId: 'ST-1',
    terminalId: 'TM-1',
    ticketNumber: `${series}-${n}`,
    producerCode: `P-${n % PRODUCERS}`,
    campaignId: 'OLIVE-2026',
    productId: 'OLIVE',
    grossGrams: 1_860_000,
    tareGrams: 360_000,
    containerKind: 'crate',
    containerCount: 40,
    weighedAt: '2026-10-01T08:00:00Z',
  };
}
