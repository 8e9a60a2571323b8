import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { inOneLine, isAtLeast, onPath, versionOf } from './binaries';
import { running, type RunningServer, ServerDidNotStart, spawnServer, untilReady } from './child';
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
const EMBEDDED_READY_MS = 30_000;
const MONGOD_READY_MS = 60_000;

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
  if (found !== undefined) return resolved('mongod', await startMongod(found, { ...options, port }));
  if (options.mode === 'download') {
    options.onProgress?.('fetching mongod');
    const binary = await fetchMongod(options.cacheDir);
    return resolved('downloaded', await startMongod(binary, { ...options, port }));
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

interface StartOptions {
  readonly folder: string;
  readonly port: number;
  readonly logFile?: string;
}

/** The embedded document server as a process of its own; its data are in `embedded` of the folder. */
function startEmbeddedMongo(options: StartOptions): Promise<RunningServer> {
  const data = join(options.folder, 'embedded');
  const command = [process.execPath, mainOfEmbedded(), '--path', data, '--port', String(options.port)];
  return startSaying(uriOf, 'the embedded document server', command, options, EMBEDDED_READY_MS);
}

/** The address in the one line that says it is ready, `{"ready":true,"uri":"mongodb://..."}`. */
function uriOf(line: string): string | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    const { ready, uri } = JSON.parse(line) as { ready?: boolean; uri?: string };
    return ready === true ? uri : undefined;
  } catch {
    return undefined;
  }
}

function mainOfEmbedded(): string {
  let folder = dirname(require.resolve('@oce/embedded-mongo'));
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  const main = join(folder, 'dist/src/main.js');
  if (!existsSync(main))
    throw new ServerDidNotStart(`the embedded document server is not built (${main}): npm run build`);
  return main;
}

/** A mongod on the loopback address; its data are in `mongod` of the folder. */
async function startMongod(binary: string, options: StartOptions): Promise<RunningServer> {
  const data = join(options.folder, 'mongod');
  await mkdir(data, { recursive: true });
  const { port } = options;
  const command = [binary, '--dbpath', data, '--port', String(port), '--bind_ip', '127.0.0.1'];
  const uri = `mongodb://127.0.0.1:${port}`;
  const isReady = (line: string) => (/waiting for connections/i.test(line) ? uri : undefined);
  return startSaying(isReady, 'mongod', command, options, MONGOD_READY_MS);
}

/** Starts a server that says in a line of its output that it is ready. @throws ServerDidNotStart */
async function startSaying(
  uriIn: (line: string) => string | undefined,
  name: string,
  [command = '', ...args]: readonly string[],
  { port, logFile }: StartOptions,
  timeoutMs: number,
): Promise<RunningServer> {
  let ready: (uri: string) => void = () => undefined;
  const said = new Promise<string>((resolve) => (ready = resolve));
  const onLine = (line: string) => {
    const uri = uriIn(line);
    if (uri !== undefined) ready(uri);
  };
  const spawned = spawnServer(command, args, { logFile, onLine });
  const uri = await untilReady(name, spawned, said, { timeoutMs, logFile });
  return running(spawned, uri, port);
}

/** A mongod could not be fetched. */
export class NoMongod extends Error {
  override readonly name = 'NoMongod';
  constructor(reason: string) {
    super(
      `no mongod could be fetched: ${reason}\nThree ways out: set MONGODB_URI to a running server; put a mongod on ` +
        'PATH; or use the embedded document server.',
    );
  }
}

/**
 * A mongod for this machine, fetched once into the cache; mongodb-memory-server-core knows the archives of each system
 * and takes its own settings (MONGOMS_VERSION, MONGOMS_DOWNLOAD_MIRROR).
 *
 * @throws NoMongod
 */
async function fetchMongod(cacheDir: string): Promise<string> {
  // Loaded only here: nothing else needs it.
  const { MongoBinary } = await import('mongodb-memory-server-core');
  try {
    return await MongoBinary.getPath({ downloadDir: cacheDir });
  } catch (error) {
    throw new NoMongod(inOneLine(error));
  }
}
