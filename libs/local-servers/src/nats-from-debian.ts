import { execFile } from 'node:child_process';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);
/** The suite whose nats-server is new enough and needs no newer libc than the stable suites have. */
const SUITE = 'forky';
const KEYRING = '/usr/share/keyrings/debian-archive-keyring.gpg';

/**
 * Debian's package, unpacked privately: an apt state of its own in the folder, signatures checked, no root, nothing of
 * the system changed.
 */
export async function unpackFromDebian(folder: string, env: NodeJS.ProcessEnv): Promise<string> {
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
