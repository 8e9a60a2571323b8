import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { readFixtures, type Fixture } from './fixtures';

const tidy = join(__dirname, '..');
const lines = (count: number) => 'export {};\n' + '//\n'.repeat(count - 1);
const longFunction = (count: number) =>
  `export function long(): number {\n${'\n'.repeat(count - 3)}  return 1;\n}\n`;
const source = 'services/sales/src/order/http/order.controller.ts';
const spec = 'services/sales/src/order/order.spec.ts';

/** Sizes, made here rather than kept as long files. */
const sizes: Fixture[] = [
  { as: source, breaks: 'max-lines', code: lines(301) },
  { as: source, breaks: 'nothing', code: lines(300) },
  { as: spec, breaks: 'max-lines', code: lines(501) },
  { as: spec, breaks: 'nothing', code: lines(500) },
  { as: source, breaks: 'max-lines-per-function', code: longFunction(51) },
  { as: source, breaks: 'nothing', code: longFunction(50) },
  { as: spec, breaks: 'nothing', code: longFunction(51) },
];

const cases = [...readFixtures(join(tidy, 'fixtures/lint')), ...sizes];

describe('the lint rules that hold the architecture', () => {
  let found: { rule: string | null; message: string }[][];
  beforeAll(() => {
    const input = JSON.stringify(cases.map(({ as, code }) => ({ as, code })));
    const env = { ...process.env, NX_DAEMON: 'false' };
    const options = { input, env, encoding: 'utf8' as const, maxBuffer: 1e8 };
    found = JSON.parse(execFileSync(process.execPath, [join(tidy, 'lint/lint-cases.mjs')], options));
  });

  it.each(cases.map(({ as, breaks }, at) => ({ as, breaks, at })))(
    'case $at: at $as, $breaks is broken',
    ({ breaks, at }) => {
      const errors = found[at]?.filter((one) => one.rule !== null) ?? [];
      expect(new Set(errors.map((one) => one.rule))).toEqual(new Set(breaks === 'nothing' ? [] : [breaks]));
    },
  );

  it('has a case that breaks it for every rule that holds the architecture', () => {
    const broken = new Set(cases.map((one) => one.breaks));
    expect([...broken].sort()).toEqual([
      '@nx/enforce-module-boundaries',
      '@typescript-eslint/no-explicit-any',
      '@typescript-eslint/no-unused-vars',
      'max-lines',
      'max-lines-per-function',
      'no-restricted-globals',
      'no-restricted-imports',
      'no-restricted-properties',
      'no-restricted-syntax',
      'nothing',
    ]);
  });
});
