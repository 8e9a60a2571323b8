import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { workspaceRoot } from './folders';

const execute = promisify(execFile);

/** Compiles a package whose program a test runs, where it is not up to date; `tools/embedded-mongo`. */
export async function build(project: string): Promise<void> {
  const root = workspaceRoot();
  try {
    await execute(process.execPath, [join(root, 'node_modules/tsc7/bin/tsc'), '-b', join(root, project)]);
  } catch (error) {
    throw new Error(`${project} does not build: ${(error as { stdout?: string }).stdout ?? String(error)}`);
  }
}
