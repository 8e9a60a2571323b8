import { existsSync, readdirSync, statSync } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { OfficeHome } from '@oce/office/home';
import { CliError, say } from '@oce/office/output';

export interface LogsOptions {
  readonly follow?: boolean;
  readonly lines: number;
}

const POLL_MS = 250;

/** `./oce logs [service]`: the last lines of one log or of all, and what follows with --follow. */
export async function logs(
  home: OfficeHome,
  service: string | undefined,
  options: LogsOptions,
): Promise<void> {
  const folder = home.path('logs');
  const names = existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.endsWith('.log'))
        .sort()
    : [];
  const wanted = service === undefined ? names : names.filter((name) => name === `${service}.log`);
  if (wanted.length === 0) {
    const known = names.map((name) => name.replace(/\.log$/, '')).join(', ');
    throw new CliError(
      service
        ? `There is no log of ${service}. There are: ${known || 'none yet'}.`
        : 'There are no logs yet. Start the office: ./oce up',
    );
  }
  const files = wanted.map((name) => ({
    label: wanted.length > 1 ? `${name.replace(/\.log$/, '')}: ` : '',
    file: `${folder}/${name}`,
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
