import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const ROOT = join(__dirname, '..');

/** The server as a process of its own. */
export interface ServerProcess {
  readonly uri: string;
  /** Ends it with a signal and waits until it is gone; gives its exit code, or null after a deadly signal. */
  readonly end: (signal: NodeJS.Signals) => Promise<number | null>;
}

/** Runs `main.ts` with arguments, from the sources. */
export function spawnMain(args: readonly string[]): ChildProcess {
  const register = join(__dirname, 'from-source.cjs');
  return spawn(process.execPath, ['--require', register, join(ROOT, 'src', 'main.ts'), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Starts the server on a directory and waits for its line on stdout. */
export async function startProcess(path: string): Promise<ServerProcess> {
  const child = spawnMain(['--path', path]);
  const exited = once(child, 'exit');
  const [line] = (await Promise.race([
    once(createInterface({ input: child.stdout as NodeJS.ReadableStream }), 'line'),
    exited.then(([code]) => Promise.reject(new Error(`the server ended with ${String(code)}`))),
  ])) as [string];
  const { ready, uri } = JSON.parse(line) as { ready: boolean; uri: string };
  if (!ready) throw new Error(`the server is not ready: ${line}`);
  const end = async (signal: NodeJS.Signals): Promise<number | null> => {
    child.kill(signal);
    const [code] = (await exited) as [number | null];
    return code;
  };
  return { uri, end };
}
