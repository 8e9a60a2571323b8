import { OfficeHome } from '@oce/office/home';
import type { CommandEntry } from '../command';
import { CliError, say } from '@oce/office/output';
import { clearRun, isAlive, readRun } from '@oce/office/run-state';
import { setTimeout as sleep } from 'node:timers/promises';

export const command: CommandEntry = {
  name: 'down',
  group: 'An office',
  order: 3,
  description: 'stop the office; its data stay',
  run: () => stopOffice(new OfficeHome()),
};

const STOP_MS = 40_000;

/** Stops the office of a home, and says so; the data stay. */
export async function stopOffice(home: OfficeHome): Promise<void> {
  const run = readRun(home);
  if (!run) {
    say('No office is running here.');
    return;
  }
  process.kill(run.supervisorPid, 'SIGTERM');
  const deadline = performance.now() + STOP_MS;
  while (isAlive(run.supervisorPid)) {
    if (performance.now() > deadline) {
      throw new CliError(
        `The supervisor (process ${run.supervisorPid}) did not end within ${STOP_MS / 1000} s; see ${home.path('logs')}`,
      );
    }
    await sleep(50);
  }
  clearRun(home);
  say('The office has stopped; its data stay. Start it again: ./oce up');
}
