import { checkoutRoot } from '@oce/contexts';
import { cpSync, existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const TEMPLATE = 'tools/office/templates/context';
const NAME = /^[a-z][a-z0-9]{1,30}$/;
const STREAM = /^[A-Z][A-Z0-9_]{1,30}$/;

/** Why a folder of a context could not be written. */
export class NewContextRefused extends Error {}

/**
 * Writes the folder of a new context under `services/`, of parts to put its own in place of; returns the folder.
 *
 * @param stream the stream that it writes to: a private one of its own, or the one that contexts share
 * @throws NewContextRefused for a name or stream that does not do, or a folder that is there
 */
export function writeNewContext(name: string, stream: string, root = checkoutRoot()): string {
  if (!NAME.test(name))
    throw new NewContextRefused(
      `A context is named by one English word in small letters, not ${JSON.stringify(name)}.`,
    );
  if (!STREAM.test(stream))
    throw new NewContextRefused(
      `A stream is named in capitals, digits and _, not ${JSON.stringify(stream)}.`,
    );
  const folder = join(root, 'services', name);
  if (existsSync(folder)) throw new NewContextRefused(`services/${name} is there already.`);
  cpSync(join(root, TEMPLATE), folder, { recursive: true });
  const words = {
    __context__: name,
    __Context__: name[0]?.toUpperCase() + name.slice(1),
    __STREAM__: stream,
  };
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    writeFileSync(file, fill(readFileSync(file, 'utf8'), words));
    const named = fill(entry.name, words);
    if (named !== entry.name) renameSync(file, join(entry.parentPath, named));
  }
  return folder;
}

const fill = (text: string, words: Readonly<Record<string, string>>): string =>
  Object.entries(words).reduce((now, [mark, word]) => now.replaceAll(mark, word), text);
