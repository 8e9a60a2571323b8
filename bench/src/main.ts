import type { Bench, Figure } from './bench';
import { commands } from './benches/commands';
import { load } from './benches/load';
import { validation } from './benches/validation';

/** Every benchmark, in the order of the table. */
export const BENCHES: readonly Bench[] = [commands, validation, load];

/** Runs the benchmarks of these names (all where none is given) and returns their figures. */
export async function runBenches(names: readonly string[], say: (line: string) => void): Promise<Figure[]> {
  const wanted = names.length === 0 ? BENCHES : BENCHES.filter((bench) => names.includes(bench.name));
  const figures: Figure[] = [];
  for (const bench of wanted) {
    say(`${bench.name}: ${bench.description}`);
    figures.push(...(await bench.run((line) => say(`  ${line}`))));
  }
  return figures;
}

if (require.main === module) {
  void runBenches(process.argv.slice(2), (line) => process.stderr.write(`${line}\n`)).then((figures) => {
    process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`);
  });
}
