import { spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';

/** How a process ended; `reason` where it could not even be started. */
export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly reason?: string;
}

/** A server process that was started here. */
export interface RunningServer {
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  /** Asks it to end and waits. */
  stop(): Promise<void>;
  /** SIGKILL, for tests of what survives it. */
  kill(): Promise<void>;
  /** Resolves when the process has ended, however. */
  readonly exited: Promise<Exit>;
}

/** A process under way to be a server. */
export interface ServerProcess {
  readonly child: ChildProcess;
  readonly exited: Promise<Exit>;
  /** The last lines it wrote, for the message of a failed start. */
  lastLines(): string;
}

export interface SpawnOptions {
  /** Takes the output too; made with its folder where it is not there. */
  readonly logFile?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Told every line of output. */
  readonly onLine?: (line: string) => void;
}

const STOP_GRACE_MS = 10_000;
const KEPT_LINES = 12;

const alive = new Set<ChildProcess>();
// A backstop only, so that no server outlives a process that ended without stopping it.
process.once('exit', () => alive.forEach((child) => child.kill('SIGKILL')));

/** Spawns a server; its output goes to the log file, its last lines are kept for an error message. */
export function spawnServer(
  command: string,
  args: readonly string[],
  options: SpawnOptions = {},
): ServerProcess {
  const child = spawn(command, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: options.env ?? process.env,
  });
  alive.add(child);
  const last: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      last.push(line);
      if (last.length > KEPT_LINES) last.shift();
      options.onLine?.(line);
    });
  }
  if (options.logFile) writeLog(child, options.logFile);
  const exited = new Promise<Exit>((resolve) => {
    child.once('close', (code, signal) => resolve({ code, signal }));
    child.once('error', ({ message }) => resolve({ code: null, signal: null, reason: message }));
  });
  void exited.then(() => alive.delete(child));
  return { child, exited, lastLines: () => last.join('\n') };
}

function writeLog(child: ChildProcess, file: string): void {
  mkdirSync(dirname(file), { recursive: true });
  const log = createWriteStream(file, { flags: 'a' });
  // A full disk may cost the log, never the server.
  log.on('error', () => undefined);
  child.stdout?.pipe(log, { end: false });
  child.stderr?.pipe(log, { end: false });
  child.once('close', () => log.end());
}

/** Wraps a process as a running server. */
export function running({ child, exited }: ServerProcess, url: string, port: number): RunningServer {
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    const hard = setTimeout(() => child.kill('SIGKILL'), STOP_GRACE_MS);
    await exited;
    clearTimeout(hard);
  };
  return { url, port, pid: child.pid ?? 0, stop: () => end('SIGTERM'), kill: () => end('SIGKILL'), exited };
}

/** A server did not come up; the message holds what it said. */
export class ServerDidNotStart extends Error {
  override readonly name = 'ServerDidNotStart';
}

/**
 * Waits until a server is ready, and fails where it ends before or is not ready in time; then nothing of it is left.
 *
 * @throws ServerDidNotStart
 */
export async function untilReady<T>(
  name: string,
  spawned: ServerProcess,
  ready: Promise<T>,
  options: { timeoutMs: number; logFile?: string },
): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(resolve, options.timeoutMs, 'late');
  });
  const outcome = await Promise.race([ready.then((value) => ({ value })), spawned.exited, late]);
  clearTimeout(timer);
  if (typeof outcome === 'object' && 'value' in outcome) return outcome.value;
  const what =
    outcome === 'late'
      ? `was not ready within ${options.timeoutMs / 1000} s`
      : `ended at once (${outcome.reason ?? outcome.signal ?? `code ${outcome.code}`})`;
  spawned.child.kill('SIGKILL');
  await spawned.exited;
  const said = spawned.lastLines();
  const log = options.logFile === undefined ? '' : `\nIts log: ${options.logFile}`;
  throw new ServerDidNotStart(`${name} ${what}${said && `; it said:\n${said}`}${log}`);
}
