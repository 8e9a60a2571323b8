import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);
const VERSION_MS = 10_000;

/** Every file of that name in the folders of PATH, first come first. */
export function onPath(name: string, env: NodeJS.ProcessEnv): string[] {
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return [...new Set(folders)].map((folder) => join(folder, name)).filter((file) => existsSync(file));
}

/** The version that a server's binary gives with `--version`, or undefined where it does not run. */
export async function versionOf(binary: string): Promise<string | undefined> {
  try {
    const { stdout } = await execute(binary, ['--version'], { timeout: VERSION_MS });
    return /v?(\d+\.\d+\.\d+)/.exec(stdout)?.[1];
  } catch {
    return undefined;
  }
}

/** Whether a version is the oldest that will do, or later. */
export function isAtLeast(
  version: string | undefined,
  [wantedMajor, wantedMinor]: readonly [number, number],
): boolean {
  const [major = 0, minor = 0] = (version ?? '0').split('.').map(Number);
  return major > wantedMajor || (major === wantedMajor && minor >= wantedMinor);
}

/** What failed, in one line: apt's own `E:` line rather than the warnings before it. */
export function inOneLine(error: unknown): string {
  const { stderr, message } = error as { stderr?: string; message: string };
  const lines = ((stderr ?? '').trim() || message).split('\n');
  return lines.find((line) => line.startsWith('E:')) ?? lines[0] ?? '';
}
