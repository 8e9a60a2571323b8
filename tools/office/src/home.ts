import { checkoutRoot } from '@oce/contexts';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Where an office keeps its state: `.oce` of the checkout, or OCE_HOME. */
export class OfficeHome {
  readonly folder: string;

  constructor(folder: string = process.env['OCE_HOME'] ?? join(checkoutRoot(), '.oce')) {
    this.folder = resolve(folder);
  }

  /** A path below the home. */
  path(...parts: string[]): string {
    return join(this.folder, ...parts);
  }

  /** A folder below the home, made where it is missing. */
  make(...parts: string[]): string {
    const folder = this.path(...parts);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return folder;
  }

  /** Fetched servers are shared by all homes of a checkout. */
  get cacheDir(): string {
    const folder = process.env['OCE_CACHE'] ?? join(checkoutRoot(), '.oce', 'cache');
    mkdirSync(folder, { recursive: true });
    return folder;
  }

  readJson<T>(name: string): T | undefined {
    const file = this.path(name);
    return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as T) : undefined;
  }

  /** Written beside and renamed, so that no reader meets half a file. Readable by its owner only. */
  writeJson(name: string, value: unknown): void {
    this.make();
    const file = this.path(name);
    writeFileSync(`${file}.new`, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
    renameSync(`${file}.new`, file);
  }

  remove(...parts: string[]): void {
    rmSync(this.path(...parts), { recursive: true, force: true });
  }
}
