import { freePort } from '@oce/local-servers';
import { cacheDir, workspaceRoot } from '@oce/testing';
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What the launcher writes of a running office. */
export interface Run {
  readonly supervisorPid: number;
  readonly nats: { readonly pid?: number };
  readonly mongo: { readonly pid?: number };
  readonly services: readonly { readonly name: string; readonly pid?: number }[];
}

/** The `./oce` of this checkout on a home of its own, so that an office that runs here is left alone. */
export class Oce {
  private constructor(
    private readonly home: string,
    private readonly port: number,
  ) {}

  static async open(): Promise<Oce> {
    return new Oce(await mkdtemp(join(tmpdir(), 'oce-bench-home-')), await freePort());
  }

  /** Runs a command to its end; answers how many milliseconds it took. */
  async run(...args: string[]): Promise<number> {
    const started = performance.now();
    await new Promise<void>((resolve, reject) => {
      const child = spawn(join(workspaceRoot(), 'oce'), args, {
        stdio: ['ignore', 'ignore', 'pipe'],
        env: { ...process.env, OCE_HOME: this.home, OCE_PORT: String(this.port), OCE_CACHE: cacheDir() },
      });
      let words = '';
      child.stderr?.on('data', (data: Buffer) => (words = (words + data.toString()).slice(-2_000)));
      child.once('error', reject);
      child.once('exit', (code) =>
        code === 0 ? resolve() : reject(new Error(`./oce ${args.join(' ')} ended with ${code}: ${words}`)),
      );
    });
    return performance.now() - started;
  }

  /** Who runs where. */
  async running(): Promise<Run> {
    return JSON.parse(await readFile(join(this.home, 'run.json'), 'utf8')) as Run;
  }

  /** Stops what runs and deletes its data. */
  async close(): Promise<void> {
    await this.run('down').catch(() => undefined);
    await rm(this.home, { recursive: true, force: true });
  }
}
