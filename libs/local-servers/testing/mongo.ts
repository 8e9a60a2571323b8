import type { Db, MongoClient } from 'mongodb';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from './build';
import { dockerAnswers, startContainer } from './docker';
import { cacheDir } from './folders';

/** A document database of a test's own, or the one at OCE_TEST_MONGODB_URI, swept. */
export interface TestMongo {
  readonly uri: string;
  readonly kind: 'given' | 'container' | 'mongod' | 'embedded';
  /** Connected; closed by `stop()`. */
  readonly client: MongoClient;
  /** A database; `test` unless told. */
  db(name?: string): Db;
  /** SIGKILL; refused by a given server and by the embedded one inside this process. */
  crash(): Promise<void>;
  /** Starts again after a crash, on the same data and port. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export interface TestMongoOptions {
  /** A local process whatever else there is, for tests that crash it. */
  readonly ownProcess?: boolean;
}

type Server = Pick<TestMongo, 'uri' | 'kind' | 'crash' | 'restart' | 'stop'>;

/**
 * An empty document database, gone with `stop()`: the one at OCE_TEST_MONGODB_URI, else a container where a Docker
 * engine answers, else a mongod on PATH, else the embedded server inside this process.
 *
 * All databases of the server at OCE_TEST_MONGODB_URI but MongoDB's own are dropped at the start, so give it to nothing
 * else, and run jest with --runInBand.
 */
export async function startTestMongo(options: TestMongoOptions = {}): Promise<TestMongo> {
  const { MongoClient } = await import('mongodb');
  const server = await startServer(options);
  const client = await MongoClient.connect(server.uri);
  if (server.kind === 'given') await sweep(client);
  return {
    ...server,
    client,
    db: (name = 'test') => client.db(name),
    async stop() {
      await client.close();
      await server.stop();
    },
  };
}

async function startServer({ ownProcess }: TestMongoOptions): Promise<Server> {
  if (ownProcess) return processMongo();
  const given = process.env['OCE_TEST_MONGODB_URI'];
  if (given) return { uri: given, kind: 'given', ...notCrashed, stop: () => Promise.resolve() };
  const inContainer = (await dockerAnswers()) ? await containerMongo() : undefined;
  if (inContainer) return inContainer;
  const { findMongod } = await import('../src/index.js');
  return (await findMongod()) === undefined ? embeddedMongo() : processMongo();
}

const refuse = () => Promise.reject(new Error('this server is not crashed: ask for ownProcess'));
const notCrashed = { crash: refuse, restart: refuse };

async function sweep(client: MongoClient): Promise<void> {
  const { databases } = await client.db('admin').admin().listDatabases({ nameOnly: true });
  const own = databases.filter(({ name }) => !['admin', 'config', 'local'].includes(name));
  for (const { name } of own) await client.db(name).dropDatabase();
}

async function containerMongo(): Promise<Server | undefined> {
  const image = process.env['OCE_TEST_MONGO_IMAGE'] ?? 'mongo:8.0';
  const container = await startContainer({ image, port: 27017, ready: /waiting for connections/i });
  if (container === undefined) return undefined;
  return {
    uri: `mongodb://${container.host}:${container.port}/?directConnection=true`,
    kind: 'container',
    crash: container.kill,
    restart: container.start,
    stop: container.stop,
  };
}

/** A mongod where there is one, else the embedded server as a process of its own. */
async function processMongo(): Promise<Server> {
  const { findMongod, resolveMongo } = await import('../src/index.js');
  if ((await findMongod()) === undefined) await build('tools/embedded-mongo');
  const folder = await mkdtemp(join(tmpdir(), 'oce-mongo-'));
  const start = (port?: number) =>
    resolveMongo({
      mode: 'auto',
      folder,
      port,
      cacheDir: cacheDir(),
      logFile: join(folder, 'server.log'),
      env: { ...process.env, MONGODB_URI: '' },
    });
  let resolved = await start();
  return {
    uri: resolved.uri,
    kind: resolved.kind === 'embedded' ? 'embedded' : 'mongod',
    crash: async () => resolved.server?.kill(),
    async restart() {
      resolved = await start(resolved.server?.port);
    },
    async stop() {
      await resolved.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function embeddedMongo(): Promise<Server> {
  const { startEmbeddedMongo } = await import('@oce/embedded-mongo');
  const folder = await mkdtemp(join(tmpdir(), 'oce-mongo-'));
  const server = await startEmbeddedMongo({ path: folder });
  return {
    uri: server.uri,
    kind: 'embedded',
    ...notCrashed,
    async stop() {
      await server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
