import { resolveMongo, type RunningServer } from '@oce/local-servers';
import { setTimeout as sleep } from 'node:timers/promises';
import { endOnceThereIsRoom } from './full-disk';
import { startNats, type Infrastructure, type InfrastructureOptions } from './infrastructure';

/** How what watches the servers stands to the office. */
export interface Watch {
  isStopping(): boolean;
  onEvent(line: string): void;
}

const FIRST_BACKOFF_MS = 250;
const LONGEST_BACKOFF_MS = 15_000;

/** Starts NATS and the database again when they crash, on the same port and data; the services reconnect by themselves. */
export function watchServer(
  infrastructure: Infrastructure,
  options: InfrastructureOptions,
  watch: Watch,
): void {
  const folder = options.home.path('nats');
  void endOnceThereIsRoom(infrastructure.nats, folder, watch);
  void keep('nats', infrastructure.nats.server, watch, async () => {
    infrastructure.nats = await startNats(options);
    void endOnceThereIsRoom(infrastructure.nats, folder, watch);
    return infrastructure.nats.server;
  });
  void keep('the database', infrastructure.mongo.server, watch, async () => {
    const { home, ports, mongod } = options;
    infrastructure.mongo = await resolveMongo({
      mode: mongod,
      folder: home.path('mongo'),
      port: ports['mongo'],
      cacheDir: home.cacheDir,
      logFile: home.path('logs', 'mongo.log'),
    });
    return infrastructure.mongo.server;
  });
}

async function keep(
  name: string,
  first: RunningServer | undefined,
  watch: Watch,
  startAgain: () => Promise<RunningServer | undefined>,
): Promise<void> {
  let server = first;
  let backoffMs = FIRST_BACKOFF_MS;
  while (server !== undefined) {
    const { code, signal } = await server.exited;
    if (watch.isStopping()) return;
    watch.onEvent(
      `${name} ${signal ? `was ended by ${signal}` : `ended with code ${code}`}; starting it again`,
    );
    server = undefined;
    while (server === undefined && !watch.isStopping()) {
      await sleep(backoffMs);
      try {
        server = await startAgain();
        // The office was stopped meanwhile, and with it only what ran then.
        if (watch.isStopping()) return await server?.stop();
        watch.onEvent(`${name} is back`);
        backoffMs = FIRST_BACKOFF_MS;
      } catch (error) {
        backoffMs = Math.min(backoffMs * 2, LONGEST_BACKOFF_MS);
        watch.onEvent(
          `${name} did not start: ${(error as Error).message.split('\n')[0]}; again in ${backoffMs / 1000} s`,
        );
      }
    }
  }
}
