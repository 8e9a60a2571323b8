import { streamsOf } from '@oce/contexts';
import { connectToLog, ensureStreams, type LogConnectionOptions } from '@oce/event-store';
import {
  resolveMongo,
  resolveNats,
  stageBatchesInMemory,
  type MongoMode,
  type ResolvedMongo,
  type ResolvedNats,
} from '@oce/local-servers';
import { ensureKeyBucket } from '@oce/personal-data';
import type { OfficeHome } from './home';
import type { Secrets } from './secrets';
import { contexts, keyBuckets, usersOfContexts } from './services';

/** The log's server, with what the office must know of it to keep it at work. */
export interface OfficeNats extends ResolvedNats {
  /** Resolves when the server says that it could not write, of a full disk mostly. */
  readonly writeFailed: Promise<void>;
}

/** The servers under an office; one that crashed is replaced by the one that was started for it. */
export interface Infrastructure {
  nats: OfficeNats;
  mongo: ResolvedMongo;
  stop(): Promise<void>;
}

export interface InfrastructureOptions {
  readonly home: OfficeHome;
  readonly secrets: Secrets;
  readonly ports: Readonly<Record<string, number>>;
  readonly mongod: MongoMode;
  readonly onProgress: (line: string) => void;
}

/** Starts NATS and the document database, and makes what the log needs. */
export async function startInfrastructure(options: InfrastructureOptions): Promise<Infrastructure> {
  const { home, secrets } = options;
  home.make('logs');
  const [nats, mongo] = await Promise.all([startNats(options), startMongo(options)]);
  await prepareLog({ servers: nats.url, ...adminOf(nats, secrets), name: 'admin' });
  if (nats.kind === 'local') await stageBatchesInMemory(home.path('nats'));
  const infrastructure: Infrastructure = {
    nats,
    mongo,
    async stop() {
      await Promise.all([infrastructure.nats.stop(), infrastructure.mongo.stop()]);
    },
  };
  return infrastructure;
}

const WRITE_FAILED = /critical write error|no space left on device|disk quota exceeded/i;

/** NATS alone, with a user for each service; also used to start it again after a crash. */
export async function startNats(options: InfrastructureOptions): Promise<OfficeNats> {
  const { home, secrets, ports, onProgress } = options;
  const users = [
    { user: 'admin', password: secrets.nats['admin'] ?? '' },
    ...usersOfContexts((user) => secrets.nats[user] ?? ''),
  ];
  let fail: () => void = () => undefined;
  const writeFailed = new Promise<void>((resolve) => (fail = resolve));
  const resolved = await resolveNats({
    folder: home.make('nats'),
    port: ports['nats'],
    users,
    cacheDir: home.cacheDir,
    logFile: home.path('logs', 'nats.log'),
    onProgress,
    onLine: (line) => WRITE_FAILED.test(line) && fail(),
  });
  return { ...resolved, writeFailed };
}

/** The document database alone; also used to start it again after a crash. */
export function startMongo(options: InfrastructureOptions): Promise<ResolvedMongo> {
  const { home, ports, mongod, onProgress } = options;
  return resolveMongo({
    mode: mongod,
    folder: home.make('mongo'),
    port: ports['mongo'],
    cacheDir: home.cacheDir,
    logFile: home.path('logs', 'mongo.log'),
    onProgress,
  });
}

/** Streams and the buckets of keys, by the administrator: services may not make them. Safe to repeat. */
export async function prepareLog(admin: LogConnectionOptions, replicas?: number): Promise<void> {
  const connection = await connectToLog(admin);
  try {
    await ensureStreams(connection, streamsOf(contexts()), replicas);
    for (const bucket of keyBuckets()) await ensureKeyBucket(connection, bucket, replicas);
  } finally {
    await connection.close();
  }
}

/** The administrator's credentials; a given server has its own, in its URL. */
export function adminOf(nats: { readonly kind: string }, secrets: Secrets): { user?: string; pass?: string } {
  return nats.kind === 'given' ? {} : { user: 'admin', pass: secrets.nats['admin'] };
}
