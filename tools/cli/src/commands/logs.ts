import { OfficeHome } from '@oce/office/home';
import { CliError, say } from '@oce/office/output';
import { Option } from 'commander';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CommandEntry } from '../command';
import { wholeNumber } from '../options';

interface LogsOptions {
  readonly follow?: boolean;
  readonly lines: number;
}

export const command: CommandEntry = {
  name: 'logs',
  group: 'An office',
  order: 5,
  description: 'the last lines of a log, or of all',
  arguments: [['[service]', 'access, collection, …, nats, mongo, supervisor']],
  options: () => [
    new Option('-f, --follow', 'and what follows'),
    new Option('-n, --lines <count>', 'how many lines of each').argParser(wholeNumber).default(20),
  ],
  run: logs,
};

const POLL_MS = 250;

async function logs(options: LogsOptions, service?: string): Promise<void> {
  const home = new OfficeHome();
  const folder = home.path('logs');
  const found = existsSync(folder) ? readdirSync(folder).sort() : [];
  const names = found.filter((file) => file.endsWith('.log')).map((file) => file.slice(0, -'.log'.length));
  const wanted = service === undefined ? names : names.filter((name) => name === service);
  if (wanted.length === 0) {
    if (!service) throw new CliError('There are no logs yet. Start the office: ./oce up');
    throw new CliError(`There is no log of ${service}. There are: ${names.join(', ') || 'none yet'}.`);
  }
  const files = wanted.map((name) => ({
    label: wanted.length > 1 ? `${name}: ` : '',
    file: `${folder}/${name}.log`,
  }));
  for (const { label, file } of files) {
    const last = (await readFile(file, 'utf8')).trimEnd().split('\n').slice(-options.lines);
    for (const line of last) if (line) say(label + line);
  }
  if (options.follow) await Promise.all(files.map(({ label, file }) => follow(label, file)));
}

async function follow(label: string, file: string): Promise<void> {
  let at = statSync(file).size;
  for (;;) {
    const { size } = statSync(file);
    if (size > at) {
      const handle = await open(file);
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(size - at), 0, size - at, at);
      await handle.close();
      at += bytesRead;
      for (const line of buffer.subarray(0, bytesRead).toString().trimEnd().split('\n')) say(label + line);
    } else await sleep(POLL_MS);
  }
}
