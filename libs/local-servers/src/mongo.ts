import { mkdir } from 'node:fs/promises';
import { isAtLeast, onPath, versionOf } from './binaries';
import type { RunningServer } from './child';
import { startEmbeddedMongo } from './mongo-embedded';
import { fetchMongod, startMongod } from './mongo-mongod';
import { freePort } from './ports';

/**
 * `auto`: a mongod on PATH, else the embedded server. `download`: a mongod on PATH, else one fetched once.
 * `embedded`: our own server, whatever is on PATH.
 */
export type MongoMode = 'auto' | 'embedded' | 'download';

export interface ResolveMongoOptions {
  readonly mode: MongoMode;
  /** Holds the data, in a folder for each kind of server. */
  readonly folder: string;
  /** A free one unless told. */
  readonly port?: number;
  /** Where a fetched server is kept. */
  readonly cacheDir: string;
  readonly logFile?: string;
  /** Told what is tried, for a progress line. */
  readonly onProgress?: (line: string) => void;
  /** PATH and MONGODB_URI are looked up here; the process's own unless told. */
  readonly env?: NodeJS.ProcessEnv;
}

/** The document database, given or started here. */
export interface ResolvedMongo {
  readonly uri: string;
  readonly kind: 'given' | 'mongod' | 'downloaded' | 'embedded';
  /** The process, where it was started here. */
  readonly server?: RunningServer;
  /** Ends what was started here, the data stay; a given server goes on. */
  stop(): Promise<void>;
}

/** The oldest mongod that the driver speaks to. */
const OLDEST = [4, 4] as const;

/**
 * The server at MONGODB_URI where that is set, else one started here as a process of its own.
 *
 * @throws ServerDidNotStart
 * @throws NoMongod where one was to be fetched
 */
export async function resolveMongo(options: ResolveMongoOptions): Promise<ResolvedMongo> {
  const env = options.env ?? process.env;
  const given = env['MONGODB_URI'];
  if (given) return { uri: given, kind: 'given', stop: () => Promise.resolve() };
  await mkdir(options.folder, { recursive: true });
  const port = options.port ?? (await freePort());
  const found = options.mode === 'embedded' ? undefined : await findMongod(env, options.onProgress);
  if (found !== undefined) return resolved('mongod', await startMongod({ ...options, port, binary: found }));
  if (options.mode === 'download') {
    options.onProgress?.('fetching mongod');
    const binary = await fetchMongod(options.cacheDir);
    return resolved('downloaded', await startMongod({ ...options, port, binary }));
  }
  options.onProgress?.('using the embedded document server');
  return resolved('embedded', await startEmbeddedMongo({ ...options, port }));
}

const resolved = (kind: ResolvedMongo['kind'], server: RunningServer): ResolvedMongo => ({
  uri: server.url,
  kind,
  server,
  stop: () => server.stop(),
});

/** The first mongod on PATH that the driver can speak to; older ones are named and passed over. */
export async function findMongod(
  env: NodeJS.ProcessEnv = process.env,
  onProgress?: (line: string) => void,
): Promise<string | undefined> {
  for (const binary of onPath('mongod', env)) {
    const version = await versionOf(binary);
    if (isAtLeast(version, OLDEST)) return binary;
    onProgress?.(`${binary} is version ${version ?? 'unknown'}, ${OLDEST.join('.')} or later is needed`);
  }
  return undefined;
}
