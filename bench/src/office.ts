import { findContexts, streamsOf } from '@oce/contexts';
import { OCE } from '@oce/contracts';
import { connectToLog, ensureStreams, JetStreamEventStore } from '@oce/event-store';
import {
  findNatsServer,
  nodeFlagsOf,
  resolveMongo,
  stageBatchesInMemory,
  startNatsServer,
} from '@oce/local-servers';
import { ensureKeyBucket } from '@oce/personal-data';
import { TestTokens, testPersonalData } from '@oce/service-kit/testing';
import { cacheDir, workspaceRoot } from '@oce/testing';
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepareReferences } from './references';

export interface StartedService {
  readonly url: string;
  readonly pid: number;
}

/** Servers of a benchmark's own, and services as processes of their own where they are asked for. */
export interface BenchOffice {
  readonly natsUrl: string;
  readonly mongoUri: string;
  /** The processes of the two servers; 0 for a database that was given. */
  readonly serverPids: { readonly nats: number; readonly database: number };
  readonly connection: Awaited<ReturnType<typeof connectToLog>>;
  readonly store: JetStreamEventStore;
  readonly tokens: TestTokens;
  /** Collection, with stations, products and producers to take in from. */
  startCollection(): Promise<StartedService>;
  /** Any service on these servers; `env` adds what it needs of its own. */
  startService(name: string, env?: NodeJS.ProcessEnv): Promise<StartedService>;
  stop(): Promise<void>;
}

const contexts = findContexts();

/** Starts NATS (sync always) and the document database in a scratch folder. */
async function startBenchOffice(): Promise<BenchOffice> {
  const folder = await mkdtemp(join(tmpdir(), 'oce-bench-'));
  const binary = await findNatsServer({ cacheDir: cacheDir() });
  const nats = await startNatsServer({ binary, folder: join(folder, 'nats') });
  const mongo = await resolveMongo({ mode: 'auto', folder: join(folder, 'mongo'), cacheDir: cacheDir() });
  const connection = await connectToLog({ servers: nats.url, name: 'bench' });
  await ensureStreams(connection, streamsOf(contexts));
  await stageBatchesInMemory(join(folder, 'nats'));
  await ensureKeyBucket(connection);
  const store = new JetStreamEventStore(connection, { stream: OCE });
  const tokens = await TestTokens.create();
  const children: ChildProcess[] = [];
  const startService: BenchOffice['startService'] = async (name, env = {}) => {
    const servers = { NATS_URL: nats.url, MONGODB_URI: mongo.uri, OCE_TOKEN_PUBLIC_KEY: tokens.publicKeyPem };
    const { child, url } = await forkService(name, { ...servers, ...env });
    children.push(child);
    return { url, pid: child.pid ?? 0 };
  };
  return {
    natsUrl: nats.url,
    mongoUri: mongo.uri,
    serverPids: { nats: nats.pid, database: mongo.server?.pid ?? 0 },
    connection,
    store,
    tokens,
    startService,
    async startCollection() {
      await prepareReferences(store);
      return startService('collection');
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

/** Measures on servers of its own, which end with it. */
export async function onBenchOffice<T>(measure: (office: BenchOffice) => Promise<T>): Promise<T> {
  const office = await startBenchOffice();
  try {
    return await measure(office);
  } finally {
    await office.stop();
  }
}

async function forkService(name: string, env: NodeJS.ProcessEnv) {
  const profiles = process.env['OCE_BENCH_PROFILE'];
  const flags = nodeFlagsOf(contexts.find((context) => context.name === name)?.nurseryMb);
  const child = fork(join(workspaceRoot(), `services/${name}/dist/src/main.js`), [], {
    env: { ...process.env, PORT: '0', LOG_LEVEL: 'warn', ...testPersonalData, ...env },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    execArgv: [...flags, ...(profiles ? ['--cpu-prof', `--cpu-prof-dir=${profiles}`] : [])],
  });
  process.once('exit', () => child.kill('SIGKILL'));
  const [message] = (await once(child, 'message')) as [{ url: string }];
  return { child, url: message.url };
}
