import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import type { Bench, BenchOptions, Figure } from './bench';
import { account } from './benches/account';
import { audit } from './benches/audit';
import { bankFile } from './benches/bank-file';
import { closePool } from './benches/close-pool';
import { commands } from './benches/commands';
import { draws } from './benches/draws';
import { load } from './benches/load';
import { memory } from './benches/memory';
import { readable } from './benches/readable';
import { readModels } from './benches/read-models';
import { recall } from './benches/recall';
import { rebuild } from './benches/rebuild';
import { scans } from './benches/scans';
import { soak } from './benches/soak';
import { start } from './benches/start';
import { trace } from './benches/trace';
import { validation } from './benches/validation';

/** Every benchmark, in the order of the table. */
export const BENCHES: readonly Bench[] = [
  commands,
  draws,
  recall,
  scans,
  trace,
  validation,
  load,
  readable,
  rebuild,
  readModels,
  closePool,
  account,
  bankFile,
  audit,
  start,
  memory,
  soak,
];

/** Runs the benchmarks of these names (all but the very long where none is given) and returns their figures. */
export async function runBenches(
  names: readonly string[],
  say: (line: string) => void,
  options: BenchOptions = {},
): Promise<Figure[]> {
  const wanted = BENCHES.filter(({ name, byNameOnly = false }) =>
    names.length === 0 ? !byNameOnly : names.includes(name),
  );
  const figures: Figure[] = [];
  for (const bench of wanted) {
    say(`${bench.name}: ${bench.description}`);
    try {
      figures.push(...(await bench.run((line) => say(`  ${line}`), options)));
    } catch (error) {
      // The others are still worth knowing.
      say(`  could not run: ${(error as Error).message}`);
      process.exitCode = 1;
    }
    say(`  load of the machine over the last minute: ${loadavg()[0]?.toFixed(1)}`);
  }
  return figures;
}

/** Prints figures as JSON, or with `--list` the names and what each measures. */
async function main(args: readonly string[]): Promise<void> {
  // Servers and services that were started here end with this process.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));
  const { values, positionals: names } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { list: { type: 'boolean' }, minutes: { type: 'string' } },
  });
  const options = values.minutes === undefined ? {} : { minutes: Number(values.minutes) };
  const result = values.list
    ? BENCHES.map(({ name, description }) => ({ name, description }))
    : await runBenches(names, (line) => process.stderr.write(`${line}\n`), options);
  process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
}

if (require.main === module) void main(process.argv.slice(2));
