import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Which section a source file speaks for: its folder, or its own name. */
const SECTION_OF: Readonly<Record<string, string>> = {
  'lots-sold': 'lots',
  registers: 'numbers',
  'transfer-book': 'transfers',
  'transfer-payouts': 'transfers',
};
const FAILS = /check\.(?:fail|same)\(\s*\w+,\s*'([a-z-]+)'/g;
const PROMISES = /check\.promise\(\s*[^,]+,\s*at,\s*'([a-z-]+)'/g;

const sourcesIn = (folder: string): string[] =>
  readdirSync(join(__dirname, folder))
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts'))
    .map((name) => join(folder, name));

function rulesIn(file: string): string[] {
  const [folder, name = ''] = file.replace(/(\.rule)?\.ts$/, '').split('/');
  const section = folder === 'rules' ? (SECTION_OF[name] ?? name) : folder;
  const text = readFileSync(join(__dirname, file), 'utf8');
  const slugs = [FAILS, PROMISES].flatMap((pattern) => [...text.matchAll(pattern)].map((match) => match[1]));
  return slugs.map((slug) => `${section}/${slug}`);
}

describe('the rules of the audit', () => {
  it('have each an error that breaks them among those that are planted', () => {
    const specs = readdirSync(join(__dirname, 'plants')).map((name) => join(__dirname, 'plants', name));
    const planted = specs.map((file) => readFileSync(file, 'utf8')).join('');
    const rules = ['rules', 'accounts', 'pools'].flatMap(sourcesIn).flatMap(rulesIn);
    expect(rules.length).toBeGreaterThan(100);
    expect([...new Set(rules)].filter((rule) => !planted.includes(`'${rule}'`))).toEqual([]);
  });
});
