import { randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { running, spawnServer, untilReady, type RunningServer } from './child';
import { clearStaging, stageBatchesInMemory } from './nats-batches';
import { findNatsServer, type FindOptions } from './nats-binary';
import { natsConfig, type NatsUser } from './nats-users';
import { freePort } from './ports';

export interface StartNatsOptions {
  readonly binary: string;
  /** Holds the configuration and the store. */
  readonly folder: string;
  readonly port?: number;
  readonly users?: readonly NatsUser[];
  readonly logFile?: string;
  /** Told every line that the server writes. */
  readonly onLine?: (line: string) => void;
}

export interface ResolveNatsOptions extends FindOptions, Omit<StartNatsOptions, 'binary'> {}

/** The log's server, given or started here. */
export interface ResolvedNats {
  readonly url: string;
  readonly kind: 'given' | 'local';
  /** The process, where it was started here. */
  readonly server?: RunningServer;
  /** Ends what was started here; a given server goes on. */
  stop(): Promise<void>;
}

const READY_MS = 30_000;
const POLL_MS = 20;

/**
 * The server at NATS_URL where that is set, else one started here.
 *
 * @throws NoNatsServer, ServerDidNotStart
 */
export async function resolveNats(options: ResolveNatsOptions): Promise<ResolvedNats> {
  const given = (options.env ?? process.env)['NATS_URL'];
  if (given) return { url: given, kind: 'given', stop: () => Promise.resolve() };
  const server = await startNatsServer({ ...options, binary: await findNatsServer(options) });
  return { url: server.url, kind: 'local', server, stop: () => server.stop() };
}

/**
 * Starts a nats-server with JetStream on the loopback address and waits until it takes connections. Streams that are made
 * later want `stageBatchesInMemory` once more.
 *
 * @throws ServerDidNotStart with what the server said, a taken port for one
 */
export async function startNatsServer(options: StartNatsOptions): Promise<RunningServer> {
  const port = options.port ?? (await freePort());
  // A name of this very start, by which it is told from a stranger that has the port already.
  const serverName = `oce-local-${randomUUID()}`;
  await mkdir(options.folder, { recursive: true });
  const file = join(options.folder, 'nats.conf');
  const config = natsConfig({
    host: '127.0.0.1',
    port,
    serverName,
    storeDir: join(options.folder, 'store'),
    users: options.users ?? [],
  });
  await writeFile(file, config, { mode: 0o600 });
  const spawned = spawnServer(options.binary, ['-c', file], options);
  await untilReady('nats-server', spawned, greeted(port, serverName, spawned.exited), {
    timeoutMs: READY_MS,
    logFile: options.logFile,
  });
  await stageBatchesInMemory(options.folder);
  const server = running(spawned, `nats://127.0.0.1:${port}`, port);
  const end = (how: 'stop' | 'kill') => async () => {
    await server[how]();
    await clearStaging(options.folder);
  };
  return { ...server, stop: end('stop'), kill: end('kill') };
}

/** Waits for the INFO line with which that server greets a client; gives up without a word when it has ended. */
async function greeted(port: number, serverName: string, exited: Promise<unknown>): Promise<void> {
  let over = false;
  void exited.then(() => (over = true));
  while (!over && !(await greeting(port)).includes(`"server_name":"${serverName}"`)) await sleep(POLL_MS);
}

function greeting(port: number): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    let text = '';
    const end = () => {
      socket.destroy();
      resolve(text);
    };
    socket.on('data', (data) => {
      text += data.toString();
      if (text.includes('\r\n')) end();
    });
    socket.once('error', end);
    socket.once('close', end);
    socket.setTimeout(1000, end);
  });
}
