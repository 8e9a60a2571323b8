import { OfficeHome } from '@oce/office/home';
import { say, sayJson } from '@oce/office/output';
import { readRun, type RunState } from '@oce/office/run-state';
import { Option } from 'commander';
import type { CommandEntry } from '../command';
import { json, mongod } from '../options';
import type { StartOptions } from '../start-office';

interface UpOptions extends StartOptions {
  readonly detach?: boolean;
  readonly json?: boolean;
}

export const command: CommandEntry = {
  name: 'up',
  group: 'An office',
  order: 2,
  description: 'start an office that keeps its data; in the foreground until Ctrl-C',
  options: () => [
    new Option('--detach', 'return once the office is ready'),
    new Option('--one-process', 'all services in one process: less memory, no isolation'),
    mongod(),
    json('print addresses and processes as JSON'),
  ],
  run: up,
};

async function up(options: UpOptions): Promise<void> {
  const home = new OfficeHome();
  const running = readRun(home);
  if (running) return report(running, options, 'The office is running already');
  const { startDetached, startForeground, untilAsked } = await import('../start-office.js');
  if (options.detach) return report(await startDetached(options, home), options, 'The office is ready');
  const office = await startForeground(options, home);
  const run = readRun(home);
  if (run) report(run, options, 'The office is ready');
  if (!options.json) say('Ctrl-C stops it.');
  await untilAsked();
  process.stderr.write('stopping\n');
  await office.stop();
}

function report(run: RunState, options: UpOptions, words: string): void {
  if (options.json) return sayJson(run);
  say(`${words}: ${run.publicUrl}  (API: ${run.publicUrl}/api/docs)`);
}
