import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { CliError } from './output';
import type { OfficeHome } from './home';
import { isAlive, lastRun } from './run-state';

const FILE = 'supervisor.pid';
const STOP_MS = 15_000;
const POLL_MS = 50;

/**
 * Makes this process the only one that starts servers on a home: two on the same files would ruin the log. Returns what
 * gives the home free again. @throws CliError where another has it
 */
export function claimHome(home: OfficeHome): () => void {
  home.make();
  const file = home.path(FILE);
  for (;;) {
    try {
      writeFileSync(file, `${process.pid}\n`, { flag: 'wx', mode: 0o600 });
      return () => rmSync(file, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const holder = Number(readFileSync(file, 'utf8'));
    if (holder > 0 && isAlive(holder) && /main\.js|oce/.test(commandLineOf(holder)))
      throw new CliError(
        `The servers in ${home.folder} are in the hands of process ${holder}. ./oce status tells what runs; ./oce down stops it.`,
      );
    // Whoever had it died without a word.
    rmSync(file, { force: true });
  }
}

/** Ends the servers that a killed supervisor left on this very home: they hold the files of the log and the database. */
export async function endOrphans(home: OfficeHome, onEvent: (line: string) => void): Promise<void> {
  const run = lastRun(home);
  for (const [name, pid] of [
    ['nats', run?.nats.pid],
    ['the database', run?.mongo.pid],
  ] as const) {
    if (pid === undefined || !isAlive(pid) || !commandLineOf(pid).includes(home.folder)) continue;
    onEvent(`${name} still runs without its supervisor (process ${pid}); ending it`);
    process.kill(pid, 'SIGTERM');
    const deadline = performance.now() + STOP_MS;
    while (isAlive(pid)) {
      if (performance.now() > deadline) process.kill(pid, 'SIGKILL');
      await sleep(POLL_MS);
    }
  }
}

/** The command line of a process; empty where it is not told. */
function commandLineOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    // Not Linux, or gone.
  }
  try {
    return execFileSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' });
  } catch {
    return '';
  }
}
