import { checkoutRoot } from '@oce/contexts';
import { CliError } from '@oce/office/output';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { CommandEntry } from '../command';

/** Each writes what follows from the sources: of the events, of the contexts' manifests. */
const GENERATORS = ['tools/tidy/dist/src/main.js', 'tools/office/dist/src/deploy/write-generated.js'];

export const command: CommandEntry = {
  name: 'generate',
  group: 'Development',
  order: 4,
  description:
    'write anew what follows from contexts and events: compose file, rights, reference, audit catalogue',
  run: generate,
};

async function generate(): Promise<void> {
  for (const script of GENERATORS) {
    const { status } = spawnSync(process.execPath, [join(checkoutRoot(), script)], { stdio: 'inherit' });
    if (status !== 0) throw new CliError(`${script} failed; its words are above.`);
  }
}
