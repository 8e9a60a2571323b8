import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { OfficeNats } from './infrastructure';
import type { Watch } from './watch-server';

const POLL_MS = 1_000;
/** Room for some thousands of commits: less would be full again before anybody has looked. */
const ROOM_BYTES = 1024 * 1024;

/**
 * After a write that failed nats-server takes no more, also when there is room again, until it is started anew (seen with
 * 2.15: "critical write error"). So it is stopped once there is room; whoever watches over it starts it again.
 */
export async function endOnceThereIsRoom(nats: OfficeNats, folder: string, watch: Watch): Promise<void> {
  await nats.writeFailed;
  if (watch.isStopping()) return;
  watch.onEvent(
    `nats could not write in ${folder}: is the disk full? It is started again as soon as there is room`,
  );
  while (!watch.isStopping() && !(await hasRoom(folder))) await sleep(POLL_MS);
  if (!watch.isStopping()) await nats.server?.stop();
}

/** Whether a megabyte can be written in a folder, down to the disk. */
export async function hasRoom(folder: string, bytes = ROOM_BYTES): Promise<boolean> {
  const file = join(folder, '.room');
  try {
    const handle = await open(file, 'w', 0o600);
    try {
      await handle.writeFile(Buffer.alloc(bytes));
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
