import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { ContextManifest } from './manifest';

/** The checkout's root: the nearest folder above with the workspace's nx.json. */
export function checkoutRoot(from = __dirname): string {
  for (let folder = from; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'nx.json'))) return folder;
    if (folder === dirname(folder)) throw new Error('not inside a checkout of OCE: no nx.json above');
  }
}

const load = createRequire(__filename);

/** Compiled code reads compiled manifests; specs, which run on the sources, read sources. */
const FILES = __filename.endsWith('.ts') ? ['src/context.ts'] : ['dist/src/context.js'];

/**
 * The contexts of a checkout, by their folders under `services/`, in the order of their names.
 *
 * @throws for a manifest that has another name than its folder, or that is not built
 */
export function findContexts(root = checkoutRoot()): ContextManifest[] {
  const services = join(root, 'services');
  return readdirSync(services, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && isContext(join(services, entry.name)))
    .map(({ name }) => readManifest(join(services, name), name))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}

/** A source or, where the image has none, what was built of it. */
const isContext = (folder: string): boolean =>
  ['src/context.ts', 'dist/src/context.js'].some((file) => existsSync(join(folder, file)));

function readManifest(folder: string, name: string): ContextManifest {
  const file = FILES.map((one) => join(folder, one)).find((one) => existsSync(one));
  if (file === undefined) throw new Error(`services/${name} is not built: run npm run build`);
  const { context } = load(file) as { context?: ContextManifest };
  if (context?.name !== name)
    throw new Error(`services/${name} has no manifest of this name in src/context.ts`);
  return context;
}
