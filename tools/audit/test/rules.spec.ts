import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Which section a source file speaks for: its own name, or the one of the rule that it helps. */
const SECTION_OF: Readonly<Record<string, string>> = {
  'credit-reversals': 'invoices',
  'disputed-transfers': 'transfers',
  'lots-sold': 'lots',
  receipts: 'invoices',
  registers: 'numbers',
  'transfer-book': 'transfers',
  'transfer-payouts': 'transfers',
  vat: 'invoices',
};
/** Folders of which every file speaks for one section. */
const SECTIONS = ['accounts', 'goods', 'pools'];
const SOURCES = join(__dirname, '../src');
const FAILS = /check\.(?:fail|same)\(\s*\w+,\s*'([a-z-]+)'/g;
const PROMISES = /check\.promise\(\s*[^,]+,\s*at,\s*'([a-z-]+)'/g;

/** The sources with rules, which stand in a folder each context. */
const sources = (): string[] =>
  readdirSync(SOURCES, { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.includes('/') && file.endsWith('.ts') && !file.endsWith('.spec.ts'),
  );

function rulesIn(file: string): string[] {
  const parts = file.replace(/\.ts$/, '').split('/');
  const name = parts.at(-1) ?? '';
  const section = SECTIONS.find((one) => parts.includes(one)) ?? SECTION_OF[name] ?? name;
  const text = readFileSync(join(SOURCES, file), 'utf8');
  const slugs = [FAILS, PROMISES].flatMap((pattern) => [...text.matchAll(pattern)].map((match) => match[1]));
  return slugs.map((slug) => `${section}/${slug}`);
}

describe('the rules of the audit', () => {
  it('have each an error that breaks them among those that are planted', () => {
    const specs = readdirSync(join(__dirname, 'plants')).map((name) => join(__dirname, 'plants', name));
    const planted = specs.map((file) => readFileSync(file, 'utf8')).join('');
    const rules = sources().flatMap(rulesIn);
    expect(rules.length).toBeGreaterThan(100);
    expect([...new Set(rules)].filter((rule) => !planted.includes(`'${rule}'`))).toEqual([]);
  });
});
