import { freePort } from '@oce/local-servers';
import { build, eventually } from '@oce/testing';
import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, existsSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkoutRoot } from '@oce/contexts';
import { OfficeHome } from '@oce/office/home';
import { isAlive, readRun, type RunState } from '@oce/office/run-state';
import { openSecrets, type Secrets } from '@oce/office/secrets';
import { onDiskOfItsOwn } from './small-disk';
import { TokensOfOffice } from './tokens-of-office';

/** A start on a machine with other work; only a failure waits so long. */
export const START_MS = 330_000;
/** What a spec waits for something to come about. */
export const PATIENCE_MS = 150_000;
const mainOf = (checkout: string): string => join(checkout, 'tools/cli/dist/src/main.js');
export const MAIN = mainOf(checkoutRoot());

/** What a program said and how it ended. */
export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Asked {
  readonly token?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly timeoutMs?: number;
}

/** An answer of the office: the body parsed where it is JSON. */
export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** As JSON.parse gives it: specs look into bodies of every kind. */
  readonly body: ReturnType<typeof JSON.parse>;
}

/** Settings of the environment that would lead an office elsewhere than to its own home. */
const FOREIGN = ['NATS_URL', 'MONGODB_URI', 'MONGODB_PREFIX', 'OCE_HOST', 'LOG_LEVEL'];

/** The environment of the command line for one home. */
export function environmentFor(home: string, port: number, extra: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !FOREIGN.includes(name));
  return { ...Object.fromEntries(kept), OCE_HOME: home, OCE_PORT: String(port), ...extra };
}

/** The services of a checkout, by their folders. */
export const servicesOf = (root: string): string[] =>
  readdirSync(join(root, 'services')).filter((name) =>
    existsSync(join(root, 'services', name, 'tsconfig.json')),
  );

/** Builds the command line with all it starts, once a process. */
let built: Promise<void> | undefined;
export const buildAll = (): Promise<void> =>
  (built ??= build('tools/cli', ...servicesOf(checkoutRoot()).map((name) => `services/${name}`)));

/** How an office is started. */
export interface OfficeUnderTestOptions {
  readonly env?: NodeJS.ProcessEnv;
  /** The log gets a small disk of its own, where the system lets us make one. */
  readonly smallDisk?: boolean;
  /** Another checkout than this one, built already. */
  readonly checkout?: string;
  /** More for `up`: `--one-process`. */
  readonly flags?: readonly string[];
  /** What is done in the home before the office starts. */
  readonly prepare?: (home: OfficeHome, env: NodeJS.ProcessEnv) => Promise<void>;
}

/** Runs the built command line to its end. */
export function oce(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  input?: string,
  main = MAIN,
): Promise<Finished> {
  const child = spawn(process.execPath, [main, ...args], { env, stdio: ['pipe', 'pipe', 'pipe'] });
  child.stdin.end(input);
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (data: Buffer) => (stdout += data.toString()));
  child.stderr.on('data', (data: Buffer) => (stderr += data.toString()));
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, stdout, stderr })));
}

/** A real office in a home and on ports of its own, started by the built command line. */
export class OfficeUnderTest {
  private constructor(
    readonly home: OfficeHome,
    readonly port: number,
    private readonly env: NodeJS.ProcessEnv,
    readonly supervisor: ChildProcess,
    readonly secrets: Secrets,
    readonly tokens: TokensOfOffice,
    private readonly checkout: string,
  ) {}

  /** Starts all of it; limits of requests a minute do not hold here. */
  static async start(options: OfficeUnderTestOptions = {}): Promise<OfficeUnderTest> {
    const { checkout = checkoutRoot(), flags = [] } = options;
    await buildAll();
    const home = new OfficeHome(mkdtempSync(join(tmpdir(), 'oce-e2e-')));
    const port = await freePort();
    const env = environmentFor(home.folder, port, {
      OCE_RATE_ALLOW: '127.0.0.1,::1',
      OCE_CACHE: home.cacheDir,
      ...options.env,
    });
    await options.prepare?.(home, env);
    const log = openSync(join(home.make('logs'), 'supervisor.log'), 'a');
    const plain = [process.execPath, mainOf(checkout), 'up', '--json', ...flags];
    const [program = '', ...args] = options.smallDisk ? onDiskOfItsOwn(home.make('nats'), plain) : plain;
    const supervisor = spawn(program, args, { env, stdio: ['ignore', log, log] });
    closeSync(log);
    // A backstop, so that no office outlives its spec.
    process.once('exit', () => supervisor.kill('SIGTERM'));
    await eventually(
      () => {
        if (readRun(home)?.ready) return;
        const said = readFileSync(home.path('logs', 'supervisor.log'), 'utf8');
        throw new Error(`the office has not started; it said:\n${said}`);
      },
      { timeoutMs: START_MS, everyMs: 100 },
    );
    const secrets = openSecrets(home);
    const tokens = await TokensOfOffice.of(secrets);
    const office = new OfficeUnderTest(home, port, env, supervisor, secrets, tokens, checkout);
    await office.ready();
    return office;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Who runs where, as the supervisor says. */
  get run(): RunState {
    const run = readRun(this.home);
    if (!run) throw new Error('the office does not run');
    return run;
  }

  /** The process of a service, of `nats` or of `mongo`. */
  pidOf(name: string): number {
    const { nats, mongo, services } = this.run;
    const pid =
      name === 'nats'
        ? nats.pid
        : name === 'mongo'
          ? mongo.pid
          : services.find((service) => service.name === name)?.pid;
    if (pid === undefined) throw new Error(`no process of ${name} is known`);
    return pid;
  }

  /** Waits until every service says that it is ready, and has nothing left to do where that is asked for. */
  ready(options: { readonly quiet?: boolean; readonly timeoutMs?: number } = {}): Promise<void> {
    const services = servicesOf(this.checkout).filter((name) => name !== 'gateway');
    return eventually(
      async () => {
        const gateway = await this.ask('GET', '/health/ready');
        if (gateway.status !== 200) throw new Error(`not ready: ${gateway.text}`);
        if (!options.quiet) return;
        for (const service of services) {
          const { body, text } = await this.ask('GET', `/api/${service}/health/ready`);
          const all = [...(body.projections ?? []), ...(body.policies ?? [])] as { pending: number }[];
          if (all.some(({ pending }) => pending > 0)) throw new Error(`${service} is not quiet: ${text}`);
        }
      },
      { timeoutMs: options.timeoutMs ?? PATIENCE_MS, everyMs: 100 },
    );
  }

  /** One request at the public port. */
  async ask(method: string, path: string, asked: Asked = {}): Promise<Answered> {
    const { token, headers = {}, body, timeoutMs = 30_000 } = asked;
    const isText = typeof body === 'string';
    const response = await fetch(`${this.url}${path}`, {
      method,
      headers: {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined || isText ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: isText ? body : JSON.stringify(body) }),
      signal: AbortSignal.timeout(timeoutMs),
    });
    const text = await response.text();
    const isJson = /^application\/(problem\+)?json/.test(response.headers.get('content-type') ?? '');
    return {
      status: response.status,
      headers: response.headers,
      text,
      body: isJson ? JSON.parse(text) : text,
    };
  }

  /** A command of the administrator that must be accepted; a busy office is asked again. */
  async post(path: string, body: unknown, token?: string, headers = {}): Promise<Answered> {
    const asked = { body, token: token ?? this.tokens.admin, headers };
    const answer = await eventually(
      async () => {
        const got = await this.ask('POST', `/api/${path}`, asked);
        if (got.status >= 500) throw new Error(`${path}: ${got.status} ${got.text}`);
        return got;
      },
      { timeoutMs: PATIENCE_MS, everyMs: 200 },
    );
    if (answer.status >= 400) throw new Error(`${path}: ${answer.status} ${answer.text}`);
    return answer;
  }

  /** Runs a command of the command line on this office. */
  oce(...args: string[]): Promise<Finished> {
    return oce(args, this.env, undefined, mainOf(this.checkout));
  }

  /** Every log file with its text. */
  logs(): Map<string, string> {
    const folder = this.home.path('logs');
    return new Map(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
  }

  /** Ends the office as Ctrl-C would, and takes its home away. */
  async stop(): Promise<void> {
    const { supervisor, home } = this;
    const { nats, mongo, services } = this.run;
    supervisor.kill('SIGTERM');
    try {
      const hasEnded = () => expect(isAlive(supervisor.pid ?? 0)).toBe(false);
      await eventually(hasEnded, { timeoutMs: PATIENCE_MS, everyMs: 50 });
    } catch (error) {
      // It failed; nothing of it may go on.
      for (const { pid } of [{ pid: supervisor.pid }, ...services, nats, mongo])
        if (pid !== undefined && isAlive(pid)) process.kill(pid, 'SIGKILL');
      throw error;
    }
    if (existsSync(home.folder)) rmSync(home.folder, { recursive: true, force: true });
  }
}
