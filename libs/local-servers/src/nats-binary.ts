import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { inOneLine, isAtLeast, onPath, versionOf } from './binaries';
import { unpackFromDebian } from './nats-from-debian';
import { unpackRelease } from './nats-from-release';

/** The version fetched where the machine has none: it holds atomic batches and per-subject expectations. */
export const NATS_VERSION = '2.15.1';
const OLDEST = [2, 12] as const;

export interface FindOptions {
  /** Where a fetched server is kept. */
  readonly cacheDir: string;
  /** Told what is tried, for a progress line. */
  readonly onProgress?: (line: string) => void;
  /** PATH and OCE_NATS_RELEASES are looked up here; the process's own unless told. */
  readonly env?: NodeJS.ProcessEnv;
}

/** Every way to a nats-server failed. */
export class NoNatsServer extends Error {
  override readonly name = 'NoNatsServer';
  constructor(readonly tried: readonly string[]) {
    super(
      `no nats-server ${OLDEST.join('.')} or later could be had:\n${tried.map((line) => `  - ${line}`).join('\n')}\n` +
        'Three ways out: set NATS_URL to a running server; put a nats-server on PATH; or let this machine reach ' +
        "Debian's packages (apt-get) or the official releases, and run the command again.",
    );
  }
}

/** Puts a nats-server into an empty folder and returns where it is. */
type Fetch = (folder: string, env: NodeJS.ProcessEnv) => Promise<string>;
const WAYS: readonly [string, Fetch][] = [
  ["Debian's package", unpackFromDebian],
  ['the official release', (folder, env) => unpackRelease(NATS_VERSION, folder, env)],
];

/**
 * A nats-server that is new enough: from PATH, the cache, Debian's package, or the official release, in this order.
 *
 * @throws NoNatsServer with what was tried and what can be done
 */
export async function findNatsServer(options: FindOptions): Promise<string> {
  const env = options.env ?? process.env;
  const tried: string[] = [];
  for (const binary of onPath('nats-server', env)) {
    const version = await versionOf(binary);
    if (isAtLeast(version, OLDEST)) return binary;
    tried.push(`${binary} is version ${version ?? 'unknown'}`);
  }
  const cached = join(options.cacheDir, `nats-server-${NATS_VERSION}`);
  if (isAtLeast(await versionOf(cached), OLDEST)) return cached;
  for (const [name, fetch] of WAYS) {
    options.onProgress?.(`fetching nats-server from ${name}`);
    try {
      await fetchTo(cached, options.cacheDir, (folder) => fetch(folder, env));
      return cached;
    } catch (error) {
      tried.push(`${name}: ${inOneLine(error)}`);
    }
  }
  throw new NoNatsServer(tried);
}

/** Fetches in a folder of its own and moves what runs into place, so that processes that fetch at once do no harm. */
async function fetchTo(
  target: string,
  cacheDir: string,
  fetch: (folder: string) => Promise<string>,
): Promise<void> {
  await mkdir(cacheDir, { recursive: true });
  const folder = await mkdtemp(join(cacheDir, 'fetching-'));
  try {
    const binary = await fetch(folder);
    const version = await versionOf(binary);
    if (!isAtLeast(version, OLDEST))
      throw new Error(`what was fetched ${version === undefined ? 'does not run here' : `is ${version}`}`);
    await rename(binary, target);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
