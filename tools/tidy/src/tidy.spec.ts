import { workspaceRoot } from '@oce/testing';
import { join } from 'node:path';
import { readCheckout, type TextFile } from './checkout';
import { readFixtures } from './fixtures';
import { TIDY_RULES, untidy } from './rules';

const sized = (path: string, lines: number, breaks: string) => ({
  as: path,
  breaks,
  code: 'export {};\n'.repeat(lines),
});
const cases = [
  ...readFixtures(join(__dirname, '../fixtures/tidy')),
  sized('libs/a/src/a.ts', 301, 'sizes'),
  sized('libs/a/src/a.ts', 300, 'nothing'),
  sized('libs/a/src/a.spec.ts', 501, 'sizes'),
  sized('libs/a/test/a.ts', 500, 'nothing'),
];

/** What stands around the file that a case is about. */
const around: TextFile[] = [
  { path: 'services/sales/src/order/order.spec.ts', text: "import { order } from './domain/order';" },
  { path: 'services/payments/src/x.spec.ts', text: "import { x } from './lonely/domain/lonely';" },
  { path: 'libs/b/src/z.ts', text: "import type { A } from './a';" },
  { path: 'libs/contracts/src/collection.events.ts', text: 'LotClosed: event<{}>()' },
];

describe('the tidy check', () => {
  it('finds nothing in the checkout', () => {
    expect(untidy(readCheckout(workspaceRoot()))).toEqual([]);
  });

  it('looks at sources, specs, documents, packages and golden events', () => {
    const paths = readCheckout(workspaceRoot()).map((file) => file.path);
    expect(paths).toEqual(
      expect.arrayContaining([
        'oce',
        'package.json',
        'eslint.config.mjs',
        'docs/generated/events.md',
        'libs/contracts/golden/LotClosed.v1.json',
        'services/collection/src/lot/domain/lot.ts',
        'tools/tidy/package.json',
      ]),
    );
    expect(paths.filter((path) => /node_modules|\/dist\/|^tools\/tidy\/fixtures/.test(path))).toEqual([]);
  });

  it.each(cases.map(({ as, breaks, code }) => [breaks, as, code] as const))(
    '%s is broken at %s',
    (breaks, path, text) => {
      const file = { path, text };
      const broken = TIDY_RULES.filter((rule) => rule.faults(file, [...around, file]).length > 0);
      expect(broken.map((rule) => rule.name)).toEqual(breaks === 'nothing' ? [] : [breaks]);
    },
  );

  it('has a case that breaks it for every rule', () => {
    const broken = new Set(cases.map((one) => one.breaks));
    expect(TIDY_RULES.map((rule) => rule.name).filter((name) => !broken.has(name))).toEqual([]);
  });

  it('is satisfied by a spec of the same package that imports the part', () => {
    const policy = {
      path: 'services/payments/src/lonely/domain/lonely.ts',
      text: 'defineAggregate<S, C, E>(',
    };
    expect(untidy([...around, policy])).toEqual([]);
  });
});
