import { spawn, spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkoutRoot } from '@oce/contexts';
import { OfficeHome } from '@oce/office/home';
import { CliError, say, sayJson } from '@oce/office/output';
import { Option } from 'commander';
import type { CommandEntry } from '../command';
import { json, wholeNumber } from '../options';

interface TestOptions {
  readonly json?: boolean;
  readonly only?: boolean;
  readonly affected?: boolean;
  readonly base: string;
  readonly rounds?: number;
  readonly long?: boolean;
}

export const command: CommandEntry = {
  name: 'test',
  group: 'Development',
  order: 1,
  description: 'format, lint with boundaries, and every test on real servers; the totals are the last line',
  arguments: [['[paths...]', 'only the tests under these paths']],
  options: () => [
    new Option('--only', 'tests without format and lint'),
    new Option('--affected', 'only the packages that a change touches, and those that stand on them'),
    new Option('--base <commit>', 'what --affected compares with').default('main'),
    new Option('--rounds <count>', 'rounds of the kill -9 test').argParser(wholeNumber),
    new Option(
      '--long',
      'more rounds of kill -9, more draws of the costly properties, two seasons compared: an hour and more',
    ),
    json('the totals as JSON'),
  ],
  run: test,
};

interface Totals {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** One more than processors: suites on real servers wait half of their time. */
const WORKERS = Math.max(2, availableParallelism()) + 1;

const NONE: Totals = { passed: 0, failed: 0, skipped: 0 };
const NX = 'node_modules/nx/dist/bin/nx.js';
const CHECKS = {
  format: 'node_modules/prettier/bin/prettier.cjs --check --log-level warn .',
  'nothing unused': 'node_modules/knip/bin/knip.js --no-progress --no-config-hints',
  // The boundary rule reads the project graph from nx's cache and skips itself where there is none.
  'project graph': `${NX} show projects`,
  'lint and boundaries':
    'node_modules/eslint/bin/eslint.js . --cache --cache-location .nx/eslint --max-warnings 0',
};

async function test(options: TestOptions, paths: readonly string[]): Promise<number> {
  const { findNatsServer } = await import('@oce/local-servers');
  const root = checkoutRoot();
  await findNatsServer({
    cacheDir: new OfficeHome().cacheDir,
    onProgress: (line) => process.stderr.write(`${line}\n`),
  });
  const totals = { ...NONE };
  const affected = options.affected ? affectedPackages(root, options.base) : undefined;
  if (affected) process.stderr.write(`affected: ${affected.join(', ') || 'nothing'}\n`);
  // Types are checked by the build that ./oce runs before anything else.
  for (const [name, program] of options.only || paths.length > 0 ? [] : Object.entries(CHECKS)) {
    const code = await run(root, program.split(' '));
    process.stderr.write(`${code === 0 ? 'ok' : 'FAILED'}: ${name}\n`);
    if (code === 0) totals.passed++;
    else totals.failed++;
  }
  const tests = affected?.length === 0 ? NONE : await jest(root, paths, options, affected);
  totals.passed += tests.passed;
  totals.failed += tests.failed;
  totals.skipped += tests.skipped;
  if (options.json) sayJson(totals);
  else {
    const skipped = totals.skipped ? `, ${totals.skipped} skipped` : '';
    say(`${totals.passed} passed, ${totals.failed} failed${skipped}`);
  }
  return totals.failed === 0 ? 0 : 1;
}

/** The folders of the packages that have changed since a commit, or stand on one that has. */
function affectedPackages(root: string, base: string): string[] {
  const nx = (...args: string[]): string => {
    const options = { cwd: root, env: { ...process.env, NX_DAEMON: 'false' }, encoding: 'utf8' } as const;
    const { status, stdout, stderr } = spawnSync(process.execPath, [NX, 'show', ...args, '--json'], options);
    if (status !== 0) throw new CliError(`What is affected is not known:\n${stderr}`);
    return stdout;
  };
  const names = JSON.parse(nx('projects', '--affected', `--base=${base}`, '--with-target=test')) as string[];
  return names.map((name) => (JSON.parse(nx('project', name)) as { root: string }).root).sort();
}

/** Runs every suite; a suite that could not run counts as failed. */
async function jest(
  root: string,
  paths: readonly string[],
  { rounds, long }: TestOptions,
  packages?: readonly string[],
): Promise<Totals> {
  const results = join(tmpdir(), `oce-test-${process.pid}.json`);
  const args = [
    'node_modules/jest/bin/jest.js',
    '--ci',
    '--json',
    `--outputFile=${results}`,
    `--maxWorkers=${WORKERS}`,
    '--passWithNoTests',
    ...paths,
    ...(packages === undefined ? [] : ['--selectProjects', ...packages]),
  ];
  const code = await run(root, args, {
    ...(rounds === undefined ? {} : { OCE_TEST_CRASH_ROUNDS: String(rounds) }),
    ...(long ? { OCE_TEST_LONG: '1' } : {}),
  });
  try {
    const report = JSON.parse(readFileSync(results, 'utf8')) as Record<string, number>;
    rmSync(results, { force: true });
    const failed = (report['numFailedTests'] ?? 0) + (report['numRuntimeErrorTestSuites'] ?? 0);
    const skipped = (report['numPendingTests'] ?? 0) + (report['numTodoTests'] ?? 0);
    const passed = report['numPassedTests'] ?? 0;
    return { passed, failed: code !== 0 && failed === 0 ? 1 : failed, skipped };
  } catch {
    return { ...NONE, failed: 1 };
  }
}

/** Runs a program of the workspace, its words on the error stream. */
function run(cwd: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [...args], {
      cwd,
      stdio: ['ignore', 2, 2],
      env: { ...process.env, ...env },
    });
    child.once('error', () => resolve(1));
    child.once('exit', (code) => resolve(code ?? 1));
  });
}
