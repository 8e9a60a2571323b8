import { readFileSync } from 'node:fs';
import type { OfficeHome } from './home';
import { CliError } from './output';

/** Who runs where, as the supervisor last wrote it. */
export interface RunState {
  readonly supervisorPid: number;
  readonly ready: boolean;
  readonly publicUrl: string;
  readonly oneProcess: boolean;
  readonly nats: { readonly url: string; readonly kind: string; readonly pid?: number };
  readonly mongo: { readonly uri: string; readonly kind: string; readonly pid?: number };
  readonly services: readonly {
    readonly name: string;
    readonly pid?: number;
    readonly status: string;
    readonly restarts: number;
  }[];
}

const FILE = 'run.json';

export const writeRun = (home: OfficeHome, state: RunState): void => home.writeJson(FILE, state);
export const clearRun = (home: OfficeHome): void => home.remove(FILE);

/** What a supervisor wrote last, whether it still lives or not. */
export const lastRun = (home: OfficeHome): RunState | undefined => home.readJson<RunState>(FILE);

/** The running office of a home; undefined where none runs, also where its supervisor died without a word. */
export function readRun(home: OfficeHome): RunState | undefined {
  const state = lastRun(home);
  return state && isAlive(state.supervisorPid) ? state : undefined;
}

/** The running office of a home. @throws CliError where none runs */
export function requireRun(home: OfficeHome, exitCode?: number): RunState {
  const run = readRun(home);
  if (!run) throw new CliError('No office is running here. Start it: ./oce up --detach', exitCode);
  return run;
}

/** Whether the last supervisor was killed, so that what it had started may still be on its way out. */
export const wasCutShort = (home: OfficeHome): boolean =>
  lastRun(home) !== undefined && readRun(home) === undefined;

/** Whether a process runs; one that has ended and that nobody has asked about (a zombie) does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !isZombie(pid);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Linux tells the state behind the name, which stands in brackets; elsewhere nobody knows. */
function isZombie(pid: number): boolean {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return /^[ZX]/.test(text.slice(text.lastIndexOf(')') + 2));
  } catch {
    return false;
  }
}
