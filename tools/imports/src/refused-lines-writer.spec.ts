import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { RefusedLinesWriter } from './refused-lines-writer';

describe('the file of refused lines', () => {
  let folder: string;
  beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'refused-lines-'))));
  afterEach(() => rm(folder, { recursive: true }));

  it('says line, field, rule, message and original line, and opens in a spreadsheet', async () => {
    const raw = `"T-1;a "lot";P-1\n=1+1`;
    const path = join(folder, 'refused.csv');
    const writer = new RefusedLinesWriter(path);
    await writer.write({ line: 7, field: 'grossGrams', rule: 'decimal_number', message: '« a » non.', raw });
    await writer.write({ line: 9, field: 'line', rule: 'quoting', message: 'm', raw: '=cmd()' });
    await writer.close();
    const text = await readFile(path, 'utf8');
    expect(text.startsWith('\u{feff}Ligne;Champ;Règle;Message;Ligne d')).toBe(true);
    expect(parse(text.slice(1), { delimiter: ';', from_line: 2 })).toEqual([
      ['7', 'Poids brut', 'decimal_number', '« a » non.', raw],
      ['9', 'ligne', 'quoting', 'm', "'=cmd()"],
    ]);
    expect(writer.count).toBe(2);
  });

  it('waits for a slow target and reports a target that fails', async () => {
    const line = { line: 1, field: 'line', rule: 'quoting', message: 'm', raw: 'x'.repeat(50_000) } as const;
    const writer = new RefusedLinesWriter(join(folder, 'refused.csv'));
    for (let count = 0; count < 20; count += 1) await writer.write(line);
    await writer.close();
    expect((await readFile(join(folder, 'refused.csv'))).length).toBeGreaterThan(1_000_000);

    const failing = new RefusedLinesWriter(join(folder, 'no', 'such', 'folder.csv'));
    await expect(failing.write(line)).rejects.toThrow('ENOENT');
    await expect(failing.close()).rejects.toThrow('ENOENT');
  });
});
