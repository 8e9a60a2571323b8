import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The version fetched where the machine has none: it holds atomic batches and per-subject expectations. */
export const NATS_VERSION = '2.15.1';
const OLDEST = [2, 12] as const;

export interface FindOptions {
  /** Where a fetched server is kept. */
  readonly cacheDir: string;
  /** Told what is tried, for a progress line. */
  readonly onProgress?: (line: string) => void;
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

/** The version of a server binary, or undefined where it does not run. */
export async function versionOf(binary: string): Promise<string | undefined> {
  try {
    const { stdout } = await run(binary, ['--version']);
    return /v?(\d+\.\d+\.\d+)/.exec(stdout)?.[1];
  } catch {
    return undefined;
  }
}

const isNewEnough = (version: string | undefined): boolean => {
  const [major = 0, minor = 0] = (version ?? '0').split('.').map(Number);
  return major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);
};

/** A nats-server that is new enough: from PATH, the cache, Debian's package, or the official release, in this order. */
export async function findNatsServer(options: FindOptions): Promise<string> {
  const tried: string[] = [];
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    const binary = join(folder, 'nats-server');
    if (!folder || !existsSync(binary)) continue;
    const version = await versionOf(binary);
    if (isNewEnough(version)) return binary;
    tried.push(`${binary} is version ${version ?? 'unknown'}`);
  }
  const cached = join(options.cacheDir, `nats-server-${NATS_VERSION}`);
  if (isNewEnough(await versionOf(cached))) return cached;
  const ways: [string, (target: string) => Promise<void>][] = [
    ["Debian's package", fromDebian],
    ['the official release', fromRelease],
  ];
  for (const [name, fetchTo] of ways) {
    options.onProgress?.(`fetching nats-server from ${name}`);
    try {
      await fetchTo(cached);
      if (isNewEnough(await versionOf(cached))) return cached;
      tried.push(`${name}: what was fetched does not run here`);
    } catch (error) {
      tried.push(`${name}: ${firstLine(error)}`);
    }
  }
  throw new NoNatsServer(tried);
}

const firstLine = (error: unknown): string => {
  const { stderr, message } = error as { stderr?: string; message: string };
  return ((stderr ?? '').trim() || message).split('\n')[0] ?? '';
};

/** Unpacks Debian's package privately: own apt state, signatures checked, no root, nothing of the system changed. */
async function fromDebian(target: string): Promise<void> {
  const work = `${target}.apt`;
  await rm(work, { recursive: true, force: true });
  for (const folder of ['state/lists/partial', 'cache/archives/partial', 'etc', 'root']) {
    await mkdir(join(work, folder), { recursive: true });
  }
  await writeFile(join(work, 'status'), '');
  const [{ stdout: mirrors }, { stdout: architecture }] = await Promise.all([
    run('apt-get', ['indextargets', '--format', '$(REPO_URI)']),
    run('dpkg', ['--print-architecture']),
  ]);
  const mirror = mirrors.split('\n').find((line) => line.endsWith('/debian/'));
  if (mirror === undefined) throw new Error('apt knows no Debian mirror (run apt-get update first)');
  const keyring = '/usr/share/keyrings/debian-archive-keyring.gpg';
  await writeFile(join(work, 'etc/sources.list'), `deb [signed-by=${keyring}] ${mirror} forky main\n`);
  const settings = [
    `Dir::Etc::sourcelist=${join(work, 'etc/sources.list')}`,
    'Dir::Etc::sourceparts=/dev/null',
    'Dir::Etc::preferencesparts=/dev/null',
    `Dir::State=${join(work, 'state')}`,
    `Dir::State::status=${join(work, 'status')}`,
    `Dir::Cache=${join(work, 'cache')}`,
    'Acquire::Languages=none',
    'Acquire::Retries=3',
    `APT::Architecture=${architecture.trim()}`,
    `APT::Architectures=${architecture.trim()}`,
    'APT::Sandbox::User=',
  ].flatMap((setting) => ['-o', setting]);
  await run('apt-get', ['-q', ...settings, 'update']);
  await run('apt-get', ['-q', ...settings, 'download', 'nats-server'], { cwd: work });
  const archive = (await readdir(work)).find((name) => name.endsWith('.deb'));
  if (archive === undefined) throw new Error('apt downloaded no package');
  await run('dpkg-deb', ['-x', join(work, archive), join(work, 'root')]);
  await rename(join(work, 'root/usr/sbin/nats-server'), target);
  await rm(work, { recursive: true, force: true });
}

/** The official release, checked against its own list of SHA-256 sums. */
async function fromRelease(target: string): Promise<void> {
  const base =
    process.env['OCE_NATS_RELEASES'] ??
    `https://github.com/nats-io/nats-server/releases/download/v${NATS_VERSION}`;
  const architecture = process.arch === 'x64' ? 'amd64' : process.arch;
  const name = `nats-server-v${NATS_VERSION}-${process.platform}-${architecture}`;
  const sums = await (await fetchOk(`${base}/SHA256SUMS`)).text();
  const wanted = sums
    .split('\n')
    .find((line) => line.endsWith(`${name}.tar.gz`))
    ?.split(/\s+/)[0];
  const archive = Buffer.from(await (await fetchOk(`${base}/${name}.tar.gz`)).arrayBuffer());
  const sum = createHash('sha256').update(archive).digest('hex');
  if (wanted !== sum)
    throw new Error(`the release's SHA-256 is ${sum}, its list says ${wanted ?? 'nothing'}`);
  const work = `${target}.release`;
  await mkdir(work, { recursive: true });
  await writeFile(join(work, 'release.tar.gz'), archive);
  await run('tar', ['-xzf', 'release.tar.gz', '--strip-components=1'], { cwd: work });
  await chmod(join(work, 'nats-server'), 0o755);
  await rename(join(work, 'nats-server'), target);
  await rm(work, { recursive: true, force: true });
}

async function fetchOk(url: string): Promise<Response> {
  const response = await fetch(url, { signal: AbortSignal.timeout(60_000) });
  if (!response.ok) throw new Error(`${new URL(url).pathname} answered ${response.status}`);
  return response;
}
