import { checkoutRoot } from '@oce/contexts';
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NewContextRefused, writeNewContext } from './new-context';

describe('the folder of a new context', () => {
  const root = mkdtempSync(join(tmpdir(), 'oce-new-'));
  const template = 'tools/office/templates/context';
  beforeAll(() => cpSync(join(checkoutRoot(), template), join(root, template), { recursive: true }));
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  it('is written with its name, class names and stream, and no mark is left', () => {
    const folder = writeNewContext('orchard', 'ORCHARD', root);
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
    expect(files.map(({ name }) => name)).toContain('orchard.module.ts');
    for (const { parentPath, name } of files)
      expect(name + readFileSync(join(parentPath, name), 'utf8')).not.toMatch(/__\w+__/);
    expect(readFileSync(join(folder, 'src/context.ts'), 'utf8')).toContain("name: 'orchard'");
    expect(readFileSync(join(folder, 'src/stream.ts'), 'utf8')).toContain("'ORCHARD'");
  });

  it.each([
    ['orchard', 'OCE', 'is there already'],
    ['Orchard', 'OCE', 'small letters'],
    ['two-words', 'OCE', 'small letters'],
    ['../away', 'OCE', 'small letters'],
    ['mill', 'mill', 'capitals'],
    ['mill', 'A.B', 'capitals'],
  ])('is not written for %s on %s', (name, stream, words) => {
    writeNewContextIfMissing();
    expect(() => writeNewContext(name, stream, root)).toThrow(NewContextRefused);
    expect(() => writeNewContext(name, stream, root)).toThrow(words);
  });

  /** The cases do not depend on which of them runs first. */
  function writeNewContextIfMissing(): void {
    try {
      writeNewContext('orchard', 'ORCHARD', root);
    } catch (error) {
      if (!(error instanceof NewContextRefused)) throw error;
    }
  }
});
