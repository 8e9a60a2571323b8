import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A file of the checkout, by its path from the root. */
export interface TextFile {
  readonly path: string;
  readonly text: string;
}

const SKIPPED = new Set(['node_modules', 'dist', 'coverage', 'data']);
const READ =
  /\.(ts|mjs|cjs|js|json|md|html|css|sh|ya?ml|conf|env|txt)$|(^|\/)(oce|Dockerfile[^/]*|\.npmrc|\.gitignore)$/;
/** Made by tools, or of data. */
const NOT_WRITTEN_HERE = /^(package-lock\.json|demo\/season\/|tools\/tidy\/fixtures\/)/;

/** Every text that was written here; what is built, installed or generated as data is left out. */
export function readCheckout(root: string): TextFile[] {
  const found: TextFile[] = [];
  const visit = (folder: string): void => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) {
        const isHidden = entry.name.startsWith('.') && entry.name !== '.ci' && entry.name !== '.github';
        if (!SKIPPED.has(entry.name) && !isHidden) visit(path);
      } else if (entry.isFile() && READ.test(path) && !NOT_WRITTEN_HERE.test(path)) {
        found.push({ path, text: readFileSync(join(root, path), 'utf8') });
      }
    }
  };
  visit('');
  return found;
}
