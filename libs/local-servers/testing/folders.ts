import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The checkout's root: the nearest folder above with the workspace's nx.json. */
export function workspaceRoot(from = __dirname): string {
  for (let folder = from; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'nx.json'))) return folder;
    if (folder === dirname(folder)) throw new Error('not inside the workspace: no nx.json above');
  }
}

/** Where fetched servers are kept: `.oce/cache` of the checkout, or OCE_CACHE. */
export function cacheDir(): string {
  const folder = process.env['OCE_CACHE'] ?? join(workspaceRoot(), '.oce', 'cache');
  mkdirSync(folder, { recursive: true });
  return folder;
}
