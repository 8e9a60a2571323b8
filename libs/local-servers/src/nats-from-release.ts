import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);
const FETCH_MS = 60_000;

/**
 * The official release, checked against its own list of SHA-256 sums: that finds a broken download, not a forged
 * release. OCE_NATS_RELEASES names a mirror with the same two files.
 */
export async function unpackRelease(
  version: string,
  folder: string,
  env: NodeJS.ProcessEnv,
): Promise<string> {
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
