import { mkdtempSync, rmSync } from 'node:fs';
import { chmod, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findNatsServer } from '../src/nats-binary';

/** A folder that is gone after the spec file. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'oce-servers-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A program that is a script for this Node. */
export async function fakeProgram(file: string, javascript: string): Promise<void> {
  await writeFile(file, `#!${process.execPath}\n${javascript}\n`);
  await chmod(file, 0o755);
}

/** A program that only knows its version. */
export const fakeVersion = (file: string, says: string): Promise<void> =>
  fakeProgram(file, `console.log(${JSON.stringify(says)});`);

/** A real server, from PATH or the checkout's cache; fetched into it by the first spec that asks. */
export const realNatsServer = (): Promise<string> =>
  findNatsServer({ cacheDir: process.env['OCE_CACHE'] ?? join(__dirname, '../../../.oce/cache') });
