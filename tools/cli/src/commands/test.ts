import { findNatsServer } from '@oce/local-servers';
import { spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkoutRoot } from '@oce/contexts';
import { OfficeHome } from '../office/home';
import { say, sayJson } from '../output';

export interface TestOptions {
  readonly json?: boolean;
  /** Only tests, without lint and format. */
  readonly only?: boolean;
  readonly rounds?: number;
}

interface Step {
  readonly name: string;
  readonly args: readonly string[];
}

interface Totals {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

const CHECKS: readonly Step[] = [
  { name: 'format', args: ['node_modules/prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.'] },
  // The boundary rule reads the project graph from nx's cache and skips itself where there is none.
  { name: 'project graph', args: ['node_modules/nx/dist/bin/nx.js', 'show', 'projects'] },
  {
    name: 'lint and boundaries',
    args: [
      'node_modules/eslint/bin/eslint.js',
      '.',
      '--cache',
      '--cache-location',
      '.nx/eslint',
      '--max-warnings',
      '0',
    ],
  },
];

/** `./oce test [paths]`: format, lint with boundaries, and every test on real servers; the totals are the last line. */
export async function test(paths: readonly string[], options: TestOptions): Promise<number> {
  const root = checkoutRoot();
  await findNatsServer({
    cacheDir: new OfficeHome().cacheDir,
    onProgress: (line) => process.stderr.write(`${line}\n`),
  });
  const totals = { passed: 0, failed: 0, skipped: 0 };
  // Types are checked by the build that ./oce runs before anything else.
  for (const check of options.only || paths.length > 0 ? [] : CHECKS) {
    const code = await run(root, check.args);
    process.stderr.write(`${code === 0 ? 'ok' : 'FAILED'}: ${check.name}\n`);
    if (code === 0) totals.passed++;
    else totals.failed++;
  }
  const tests = await jest(root, paths, options);
  totals.passed += tests.passed;
  totals.failed += tests.failed;
  totals.skipped += tests.skipped;
  if (options.json) sayJson(totals);
  else
    say(
      `${totals.passed} passed, ${totals.failed} failed${totals.skipped ? `, ${totals.skipped} skipped` : ''}`,
    );
  return totals.failed === 0 ? 0 : 1;
}

/** Runs every suite; a suite that could not run counts as failed. */
async function jest(root: string, paths: readonly string[], { rounds }: TestOptions): Promise<Totals> {
  const results = join(tmpdir(), `oce-test-${process.pid}.json`);
  const args = [
    'node_modules/jest/bin/jest.js',
    '--ci',
    '--json',
    `--outputFile=${results}`,
    '--maxWorkers=2',
    '--passWithNoTests',
    ...paths,
  ];
  const code = await run(root, args, rounds === undefined ? {} : { OCE_TEST_CRASH_ROUNDS: String(rounds) });
  try {
    const report = JSON.parse(readFileSync(results, 'utf8')) as Record<string, number>;
    rmSync(results, { force: true });
    const failed = (report['numFailedTests'] ?? 0) + (report['numRuntimeErrorTestSuites'] ?? 0);
    const skipped = (report['numPendingTests'] ?? 0) + (report['numTodoTests'] ?? 0);
    return {
      passed: report['numPassedTests'] ?? 0,
      failed: code !== 0 && failed === 0 ? 1 : failed,
      skipped,
    };
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
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
