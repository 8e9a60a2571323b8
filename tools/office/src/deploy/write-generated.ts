import { checkoutRoot } from '@oce/contexts';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generatedFiles } from './generated';

for (const [file, content] of generatedFiles(checkoutRoot())) {
  writeFileSync(join(checkoutRoot(), file), content);
  process.stdout.write(`${file}\n`);
}
