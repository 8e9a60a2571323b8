import { fork, type ChildProcess } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { once } from 'node:events';

export type ServiceStatus = 'starting' | 'ready' | 'restarting' | 'stopped';

export interface ChildOptions {
  readonly name: string;
  readonly script: string;
  readonly flags: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly logFile: string;
  /** Told of starts, crashes and restarts. */
  readonly onEvent: (line: string) => void;
}

const FIRST_BACKOFF_MS = 250;
const LONGEST_BACKOFF_MS = 15_000;
/** A service that has run so long is taken to be well: its next crash is restarted at once. */
const WELL_AFTER_MS = 30_000;
const STOP_GRACE_MS = 15_000;

/** One service process: started, watched, started again with back-off when it crashes. */
export class ChildService {
  private child: ChildProcess | undefined;
  private backoffMs = FIRST_BACKOFF_MS;
  private stopping = false;
  private timer: NodeJS.Timeout | undefined;
  private readyNow: () => void = () => undefined;
  private failNow: (error: Error) => void = () => undefined;
  status: ServiceStatus = 'stopped';
  restarts = 0;

  constructor(private readonly options: ChildOptions) {}

  get name(): string {
    return this.options.name;
  }

  get pid(): number | undefined {
    return this.child?.pid;
  }

  /** Starts; resolves when the service says that it is ready, rejects when its first start fails. */
  start(): Promise<void> {
    const ready = new Promise<void>((resolve, reject) => {
      this.readyNow = resolve;
      this.failNow = reject;
    });
    this.spawn();
    return ready;
  }

  /** SIGTERM, then SIGKILL for one that does not end. */
  async stop(): Promise<void> {
    this.stopping = true;
    clearTimeout(this.timer);
    const { child } = this;
    if (child && child.exitCode === null && child.signalCode === null) {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      const hard = setTimeout(() => child.kill('SIGKILL'), STOP_GRACE_MS);
      await ended;
      clearTimeout(hard);
    }
    this.status = 'stopped';
  }

  private spawn(): void {
    const { script, flags, env, logFile } = this.options;
    const startedAt = performance.now();
    this.status = this.restarts === 0 ? 'starting' : 'restarting';
    const child = fork(script, [], {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      execArgv: [...flags],
    });
    this.child = child;
    const log = createWriteStream(logFile, { flags: 'a' });
    log.on('error', () => undefined);
    child.stdout?.pipe(log, { end: false });
    child.stderr?.pipe(log, { end: false });
    child.on('message', (message) => {
      if ((message as { ready?: boolean }).ready) this.becomeReady();
    });
    child.once('exit', (code, signal) => {
      log.end();
      if (!this.stopping) this.restart(code, signal, performance.now() - startedAt);
    });
    child.once('error', (error) =>
      this.options.onEvent(`${this.name} could not be started: ${error.message}`),
    );
  }

  private becomeReady(): void {
    this.status = 'ready';
    if (this.restarts > 0) this.options.onEvent(`${this.name} is back`);
    this.readyNow();
  }

  private restart(code: number | null, signal: NodeJS.Signals | null, ranMs: number): void {
    const how = signal ? `was ended by ${signal}` : `ended with code ${code}`;
    if (this.status === 'starting') {
      this.failNow(new Error(`${this.name} ${how} before it was ready; see ${this.options.logFile}`));
      return;
    }
    if (ranMs > WELL_AFTER_MS) this.backoffMs = FIRST_BACKOFF_MS;
    this.options.onEvent(`${this.name} ${how}; starting it again in ${(this.backoffMs / 1000).toFixed(2)} s`);
    this.status = 'restarting';
    this.restarts++;
    this.timer = setTimeout(() => this.spawn(), this.backoffMs);
    this.backoffMs = Math.min(this.backoffMs * 2, LONGEST_BACKOFF_MS);
  }
}
