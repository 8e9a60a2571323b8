import type { RunningServer } from '@oce/local-servers';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  startMongo,
  startNats,
  type Infrastructure,
  type InfrastructureOptions,
  type OfficeNats,
} from './infrastructure';
import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';

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
    infrastructure.mongo = await startMongo(options);
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

const POLL_MS = 1_000;
/** Room for some thousands of commits: less would be full again before anybody has looked. */
const ROOM_BYTES = 1024 * 1024;

/**
 * After a write that failed nats-server takes no more, also when there is room again, until it is started anew (seen with
 * 2.15: "critical write error"). So it is stopped once there is room; whoever watches over it starts it again.
 */
async function endOnceThereIsRoom(nats: OfficeNats, folder: string, watch: Watch): Promise<void> {
  await nats.writeFailed;
  if (watch.isStopping()) return;
  watch.onEvent(
    `nats could not write in ${folder}: is the disk full? It is started again as soon as there is room`,
  );
  while (!watch.isStopping() && !(await hasRoom(folder))) await sleep(POLL_MS);
  if (!watch.isStopping()) await nats.server?.stop();
}

/** Whether a megabyte can be written in a folder, down to the disk. */
async function hasRoom(folder: string): Promise<boolean> {
  const file = join(folder, '.room');
  try {
    const handle = await open(file, 'w', 0o600);
    try {
      await handle.writeFile(Buffer.alloc(ROOM_BYTES));
      await handle.sync();
    } finally {
      await handle.close();
    }
    return true;
  } catch {
    return false;
  } finally {
    await rm(file, { force: true }).catch(() => undefined);
  }
}
