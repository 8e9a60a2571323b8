import { mkdir, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { running, spawnServer, type RunningServer } from './child';
import { natsConfig, type NatsUser } from './nats-config';
import { freePort } from './ports';

export interface StartNatsOptions {
  readonly binary: string;
  /** Holds the configuration and the store. */
  readonly folder: string;
  readonly port?: number;
  readonly users?: readonly NatsUser[];
  readonly logFile?: string;
}

const READY_MS = 15_000;

/** Starts a nats-server with JetStream on the loopback address and waits until it takes connections. */
export async function startNatsServer(options: StartNatsOptions): Promise<RunningServer> {
  const port = options.port ?? (await freePort());
  await mkdir(options.folder, { recursive: true });
  const file = join(options.folder, 'nats.conf');
  const config = natsConfig({
    host: '127.0.0.1',
    port,
    serverName: 'oce-local',
    storeDir: join(options.folder, 'store'),
    users: options.users ?? [],
  });
  await writeFile(file, config, { mode: 0o600 });
  const child = spawnServer(options.binary, ['-c', file], { logFile: options.logFile });
  const server = running(child, `nats://127.0.0.1:${port}`, port);
  const failed = server.exited.then(({ code }) => {
    throw new Error(`nats-server ended at once with code ${code}; see ${options.logFile ?? 'its output'}`);
  });
  failed.catch(() => undefined);
  await Promise.race([greeted(port), failed]);
  return server;
}

/** Waits for the INFO line with which a server greets a client. */
async function greeted(port: number): Promise<void> {
  const deadline = performance.now() + READY_MS;
  while (performance.now() < deadline) {
    if (await greets(port)) return;
    await sleep(20);
  }
  throw new Error(`nats-server on port ${port} was not ready within ${READY_MS / 1000} s`);
}

function greets(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const end = (result: boolean) => {
      socket.destroy();
      resolve(result);
    };
    socket.once('data', (data) => end(data.toString().startsWith('INFO')));
    socket.once('error', () => end(false));
    socket.setTimeout(1000, () => end(false));
  });
}
