import type { MongoMode } from '@oce/local-servers';
import type { OfficeHome } from '@oce/office/home';
import { CliError } from '@oce/office/output';
import { publicPort, requireFree } from '@oce/office/ports';
import { isAlive, readRun, wasCutShort, type RunState } from '@oce/office/run-state';
import { Office } from '@oce/office/supervisor';
import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** How an office is started. */
export interface StartOptions {
  readonly oneProcess?: boolean;
  readonly mongod?: MongoMode;
}

const READY_MS = 120_000;

/** Starts an office in this process, its events on the error stream; broken off, it leaves nothing behind. */
export async function startForeground(options: StartOptions, home: OfficeHome): Promise<Office> {
  // An end by a signal would leave the servers; an exit takes them along.
  const breakOff = () => process.exit(130);
  process.once('SIGINT', breakOff).once('SIGTERM', breakOff);
  try {
    return await Office.start({
      home,
      mongod: options.mongod ?? 'auto',
      oneProcess: options.oneProcess ?? false,
      onEvent: (line) => process.stderr.write(`${line}\n`),
    });
  } finally {
    process.off('SIGINT', breakOff).off('SIGTERM', breakOff);
  }
}

/** Starts an office in the background; resolves when it is ready. */
export async function startDetached(options: StartOptions, home: OfficeHome): Promise<RunState> {
  await requireFree(publicPort(), wasCutShort(home));
  home.make('logs');
  const file = home.path('logs', 'supervisor.log');
  const log = openSync(file, 'a');
  const args = [require.resolve('./main'), 'up', '--json'];
  if (options.oneProcess) args.push('--one-process');
  if (options.mongod) args.push(`--mongod=${options.mongod}`);
  const child = spawn(process.execPath, args, {
    detached: true,
    stdio: ['ignore', log, log],
    env: { ...process.env, OCE_HOME: home.folder },
  });
  closeSync(log);
  const pid = child.pid ?? 0;
  let ended = false;
  child.once('exit', () => (ended = true));
  child.unref();
  const deadline = performance.now() + READY_MS;
  while (performance.now() < deadline) {
    const run = readRun(home);
    if (run?.ready && run.supervisorPid === pid) return run;
    if (ended || !isAlive(pid)) break;
    await sleep(50);
  }
  const lastWords = readFileSync(file, 'utf8').trimEnd().split('\n').slice(-12).join('\n');
  throw new CliError(`The office did not start. The last words of ${file}:\n${lastWords}`);
}

/** Resolves at SIGINT or SIGTERM. */
export function untilAsked(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
}
