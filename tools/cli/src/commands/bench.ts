import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { checkoutRoot } from '@oce/contexts';
import { CliError, say, sayJson, table } from '@oce/office/output';
import { Option } from 'commander';
import type { CommandEntry } from '../command';
import { json, wholeNumber } from '../options';

interface BenchOptions {
  readonly list?: boolean;
  readonly json?: boolean;
  readonly minutes?: number;
}

export const command: CommandEntry = {
  name: 'bench',
  group: 'Development',
  order: 2,
  description: 'measure this machine against the aims, each beside a raw limit of the same run',
  arguments: [['[names...]', 'only these; --list names them']],
  options: () => [
    new Option('--list', 'what there is to measure'),
    new Option('--minutes <number>', 'how long the soak goes on').argParser(wholeNumber),
    json('the figures as JSON'),
  ],
  run: bench,
};

interface Listed {
  readonly name: string;
  readonly description: string;
}

interface Figure {
  readonly name: string;
  readonly aim: string;
  readonly measured: string;
  readonly holds: boolean;
}

/** A figure that misses its aim is no failure: exit status 0 unless something could not be measured. */
async function bench(options: BenchOptions, names: readonly string[]): Promise<number> {
  const listed = (await run(['--list'])).result as Listed[];
  if (options.list) {
    if (options.json) sayJson(listed);
    else for (const line of table(listed.map(({ name, description }) => [name, description]))) say(line);
    return 0;
  }
  const known = listed.map((one) => one.name);
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0)
    throw new CliError(`There is no benchmark ${unknown.join(', ')}. There are: ${known.join(', ')}.`, 2);
  const minutes = options.minutes === undefined ? [] : ['--minutes', String(options.minutes)];
  const { result, code } = await run([...names, ...minutes]);
  const figures = result as Figure[];
  if (options.json) sayJson(figures);
  else for (const line of table([HEADER, ...figures.map(row)])) say(line);
  return code;
}

const HEADER = ['', 'aim', 'measured', 'holds'];
const row = ({ name, aim, measured, holds }: Figure) => [name, aim, measured, holds ? 'yes' : 'no'];

/** Runs the built benchmarks as a process of their own, their progress on the error stream. */
async function run(args: readonly string[]): Promise<{ result: unknown; code: number }> {
  const main = join(checkoutRoot(), 'bench/dist/src/main.js');
  if (!existsSync(main)) throw new CliError('The benchmarks are not built: npm run build.');
  // Filling a log makes much garbage that is young: it would be collected at the cost of what is measured.
  const flags = ['--max-semi-space-size=64'];
  const child = spawn(process.execPath, [...flags, main, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const stop = () => child.kill('SIGTERM');
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  const [output, [code]] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  if (output === '') throw new CliError('The benchmarks ended without a word; their last lines stand above.');
  return { result: JSON.parse(output), code: (code as number | null) ?? 1 };
}
