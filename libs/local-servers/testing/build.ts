import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { workspaceRoot } from './folders';

const execute = promisify(execFile);

/** Compiles packages whose programs a test runs, where they are not up to date; `tools/embedded-mongo`. */
export async function build(...projects: readonly string[]): Promise<void> {
  const root = workspaceRoot();
  try {
    const compiler = join(root, 'node_modules/tsc7/bin/tsc');
    await execute(process.execPath, [compiler, '-b', ...projects.map((project) => join(root, project))]);
  } catch (error) {
    throw new Error(
      `${projects.join(', ')} does not build: ${(error as { stdout?: string }).stdout ?? String(error)}`,
    );
  }
}
