import type { NatsUser, RunningServer } from '../src';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dockerAnswers, startContainer } from './docker';
import { cacheDir } from './folders';

/** A server of a test's own, or the one at OCE_TEST_NATS_URL, swept. */
export interface TestServer {
  readonly url: string;
  readonly kind: 'given' | 'container' | 'process';
  /** Where a `process` keeps its configuration and its store. */
  readonly folder?: string;
  /** SIGKILL. */
  crash(): Promise<void>;
  /** Starts again after a crash, on the same data and port. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export interface TestNatsOptions {
  /** Users with their permissions, which a server of its own is started with. */
  readonly users?: readonly NatsUser[];
  /** A local process whatever else there is, for tests that crash it or look at its files. */
  readonly ownProcess?: boolean;
}

/**
 * A NATS server with JetStream and an empty store, gone with `stop()`: the one at OCE_TEST_NATS_URL, else a container
 * where a Docker engine answers, else a local process (fetched on first use).
 *
 * All streams of the server at OCE_TEST_NATS_URL are deleted at the start, so give it to nothing else, and run jest
 * with --runInBand: two spec files at once would sweep each other's streams away.
 */
export async function startTestNats(options: TestNatsOptions = {}): Promise<TestServer> {
  const given = process.env['OCE_TEST_NATS_URL'];
  if (given && !options.users && !options.ownProcess) return givenNats(given);
  const inContainer =
    !options.ownProcess && (await dockerAnswers()) ? await containerNats(options) : undefined;
  return inContainer ?? localNats(options);
}

async function givenNats(url: string): Promise<TestServer> {
  const { connect } = await import('@nats-io/transport-node');
  const { jetstreamManager } = await import('@nats-io/jetstream');
  const connection = await connect({ servers: url });
  const { streams } = await jetstreamManager(connection);
  for await (const { config } of streams.list()) await streams.delete(config.name);
  await connection.close();
  const refuse = () =>
    Promise.reject(new Error('the server at OCE_TEST_NATS_URL is not crashed: ask for ownProcess'));
  return { url, kind: 'given', crash: refuse, restart: refuse, stop: () => Promise.resolve() };
}

async function containerNats(options: TestNatsOptions): Promise<TestServer | undefined> {
  const { NATS_VERSION, natsConfig } = await import('../src/index.js');
  const target = '/etc/nats/oce.conf';
  const content = natsConfig({
    host: '0.0.0.0',
    port: 4222,
    serverName: 'oce-test',
    storeDir: '/data',
    users: options.users ?? [],
  });
  const container = await startContainer({
    image: process.env['OCE_TEST_NATS_IMAGE'] ?? `nats:${NATS_VERSION}`,
    port: 4222,
    ready: /Server is ready/,
    command: ['-c', target],
    files: [{ target, content }],
  });
  if (container === undefined) return undefined;
  return {
    url: `nats://${container.host}:${container.port}`,
    kind: 'container',
    crash: container.kill,
    restart: container.start,
    stop: container.stop,
  };
}

async function localNats({ users }: TestNatsOptions): Promise<TestServer> {
  const { findNatsServer, startNatsServer } = await import('../src/index.js');
  const folder = await mkdtemp(join(tmpdir(), 'oce-nats-'));
  const binary = await findNatsServer({ cacheDir: cacheDir() });
  const start = (port?: number): Promise<RunningServer> =>
    startNatsServer({ binary, folder, port, users, logFile: join(folder, 'server.log') });
  let server = await start();
  return {
    get url() {
      return server.url;
    },
    kind: 'process',
    folder,
    crash: () => server.kill(),
    async restart() {
      server = await start(server.port);
    },
    async stop() {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
