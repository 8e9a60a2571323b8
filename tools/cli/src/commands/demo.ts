import type { Summary } from '@oce/demo';
import { OfficeHome } from '@oce/office/home';
import { say, sayJson } from '@oce/office/output';
import { readRun } from '@oce/office/run-state';
import { Option } from 'commander';
import type { CommandEntry } from '../command';
import { json, mongod } from '../options';
import type { StartOptions } from '../start-office';

interface DemoOptions extends StartOptions {
  readonly detach?: boolean;
  readonly json?: boolean;
}

const FILE = 'demo.json';

export const command: CommandEntry = {
  name: 'demo',
  group: 'An office',
  order: 1,
  description: 'play a season on an office, print what came of it, and stay up',
  options: () => [
    new Option('--detach', 'return when the season is played; the office stays up'),
    new Option('--one-process', 'all services in one process'),
    mongod(),
    json('what came of it as JSON'),
  ],
  run: demo,
};

async function demo(options: DemoOptions): Promise<void> {
  const { playSeason, printSummary } = await import('@oce/demo');
  const { OfficeClient } = await import('@oce/office/client');
  const { startDetached, startForeground, untilAsked } = await import('../start-office.js');
  const home = new OfficeHome();
  const wasRunning = readRun(home) !== undefined;
  const office = options.detach || wasRunning ? undefined : await startForeground(options, home);
  if (!office && !wasRunning) await startDetached(options, home);
  // Ctrl-C while the season is played: what was accepted stays, and the next play goes on from there.
  const breakOff = () => void office?.stop().then(() => process.exit(130));
  process.once('SIGINT', breakOff);
  try {
    const { client } = OfficeClient.of(home);
    const known = home.readJson<Summary>(FILE);
    if (known)
      process.stderr.write(
        'The season is here already: it was played before. To play it anew: ./oce reset, then ./oce demo\n',
      );
    const summary = known ?? (await playSeason(home, client));
    if (!known) home.writeJson(FILE, summary);
    if (options.json) sayJson(summary);
    else printSummary(summary, client.baseUrl);
    if (!office) return;
    process.off('SIGINT', breakOff);
    if (!options.json) say('The office stays up. Ctrl-C stops it; its data stay.');
    await untilAsked();
    process.stderr.write('stopping\n');
  } finally {
    await office?.stop();
  }
}
