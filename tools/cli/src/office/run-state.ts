import type { OfficeHome } from './home';

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

/** The running office of a home; undefined where none runs, also where its supervisor died without a word. */
export function readRun(home: OfficeHome): RunState | undefined {
  const state = home.readJson<RunState>(FILE);
  return state && isAlive(state.supervisorPid) ? state : undefined;
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
