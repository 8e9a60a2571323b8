import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmod, mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { inOneLine, isAtLeast, onPath, versionOf } from './binaries';

/** The version fetched where the machine has none: it holds atomic batches and per-subject expectations. */
export const NATS_VERSION = '2.15.1';
const OLDEST = [2, 12] as const;
const execute = promisify(execFile);

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

/** The suite whose nats-server is new enough and needs no newer libc than the stable suites have. */
const SUITE = 'forky';
const KEYRING = '/usr/share/keyrings/debian-archive-keyring.gpg';

/**
 * Debian's package, unpacked privately: an apt state of its own in the folder, signatures checked, no root, nothing of
 * the system changed.
 */
async function unpackFromDebian(folder: string, env: NodeJS.ProcessEnv): Promise<string> {
  const run = (command: string, args: readonly string[]) => execute(command, args, { cwd: folder, env });
  for (const part of ['state/lists/partial', 'cache/archives/partial', 'root'])
    await mkdir(join(folder, part), { recursive: true });
  await writeFile(join(folder, 'status'), '');
  const [{ stdout: mirrors }, { stdout: architecture }] = await Promise.all([
    run('apt-get', ['indextargets', '--format', '$(REPO_URI)']),
    run('dpkg', ['--print-architecture']),
  ]);
  const mirror = mirrors.split('\n').find((line) => line.endsWith('/debian/'));
  if (mirror === undefined) throw new Error('apt knows no Debian mirror (run apt-get update first)');
  await writeFile(join(folder, 'sources.list'), `deb [signed-by=${KEYRING}] ${mirror} ${SUITE} main\n`);
  const settings = aptSettings(folder, architecture.trim());
  await run('apt-get', ['-q', ...settings, 'update']);
  await run('apt-get', ['-q', ...settings, 'download', 'nats-server']);
  const archive = (await readdir(folder)).find((name) => name.endsWith('.deb'));
  if (archive === undefined) throw new Error('apt downloaded no package');
  await run('dpkg-deb', ['-x', archive, 'root']);
  return join(folder, 'root/usr/sbin/nats-server');
}

const aptSettings = (folder: string, architecture: string): string[] =>
  [
    `Dir::Etc::sourcelist=${join(folder, 'sources.list')}`,
    'Dir::Etc::sourceparts=/dev/null',
    'Dir::Etc::preferencesparts=/dev/null',
    `Dir::State=${join(folder, 'state')}`,
    `Dir::State::status=${join(folder, 'status')}`,
    `Dir::Cache=${join(folder, 'cache')}`,
    'Acquire::Languages=none',
    'Acquire::Retries=3',
    `APT::Architecture=${architecture}`,
    `APT::Architectures=${architecture}`,
    'APT::Sandbox::User=',
  ].flatMap((setting) => ['-o', setting]);

const FETCH_MS = 60_000;

/**
 * The official release, checked against its own list of SHA-256 sums: that finds a broken download, not a forged
 * release. OCE_NATS_RELEASES names a mirror with the same two files.
 */
async function unpackRelease(version: string, folder: string, env: NodeJS.ProcessEnv): Promise<string> {
  const base =
    env['OCE_NATS_RELEASES'] ?? `https://github.com/nats-io/nats-server/releases/download/v${version}`;
  const architecture = process.arch === 'x64' ? 'amd64' : process.arch;
  const file = `nats-server-v${version}-${process.platform}-${architecture}.tar.gz`;
  const sums = (await fetched(`${base}/SHA256SUMS`)).toString();
  const wanted = sums
    .split('\n')
    .map((line) => line.trim().split(/\s+\*?/))
    .find(([, name]) => name === file)?.[0];
  const archive = await fetched(`${base}/${file}`);
  const sum = createHash('sha256').update(archive).digest('hex');
  if (wanted !== sum)
    throw new Error(`the SHA-256 of ${file} is ${sum}, its list says ${wanted ?? 'nothing'}`);
  await writeFile(join(folder, file), archive);
  await execute('tar', ['-xzf', file, '--strip-components=1'], { cwd: folder, env });
  const binary = join(folder, 'nats-server');
  await chmod(binary, 0o755);
  return binary;
}

async function fetched(url: string): Promise<Buffer> {
  const response = await fetch(url, { signal: AbortSignal.timeout(FETCH_MS) }).catch((error: Error) => {
    // fetch() says only "fetch failed"; the cause knows why.
    const cause = error.cause as NodeJS.ErrnoException | undefined;
    throw new Error(`${url}: ${cause?.message || cause?.code || error.message}`);
  });
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return Buffer.from(await response.arrayBuffer());
}
