import { parseArgs } from 'node:util';
import { writeSeason } from './write-season';

const USAGE = 'usage: main.js --seed <whole number> --out <folder>';

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { seed: { type: 'string' }, out: { type: 'string' } } });
  if (!values.out || !/^\d{1,9}$/u.test(values.seed ?? '')) throw new Error(USAGE);
  const paths = await writeSeason(Number(values.seed), values.out);
  process.stdout.write(`${paths.length} files in ${values.out}\n`);
}

main().catch((cause: unknown) => {
  process.stderr.write(`${cause instanceof Error ? cause.message : String(cause)}\n`);
  process.exitCode = 1;
});
