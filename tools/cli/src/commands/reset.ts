import { OfficeHome } from '@oce/office/home';
import { CliError, say } from '@oce/office/output';
import { readRun } from '@oce/office/run-state';
import { Option } from 'commander';
import { existsSync, readdirSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import type { CommandEntry } from '../command';
import { stopOffice } from './down';

export const command: CommandEntry = {
  name: 'reset',
  group: 'An office',
  order: 6,
  description: 'stop the office and delete its data, after asking',
  options: () => [new Option('--yes', 'do not ask')],
  run: reset,
};

/** Fetched servers are worth keeping; everything else of an office goes. */
const KEPT = new Set(['cache']);

async function reset(options: { yes?: boolean }): Promise<void> {
  const home = new OfficeHome();
  const found = existsSync(home.folder) ? readdirSync(home.folder).filter((name) => !KEPT.has(name)) : [];
  if (found.length === 0) {
    say('There is nothing to delete here.');
    return;
  }
  if (!options.yes && !(await confirmed(home))) {
    say('Nothing was deleted.');
    return;
  }
  if (readRun(home)) await stopOffice(home);
  for (const name of found) home.remove(name);
  say(`Deleted the office in ${home.folder}.`);
}

async function confirmed(home: OfficeHome): Promise<boolean> {
  if (!process.stdin.isTTY)
    throw new CliError('This deletes the whole office. Run it in a terminal to be asked, or say --yes.');
  const prompt = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await prompt.question(
    `Delete the log, the database and the secrets in ${home.folder}? Type "delete" to do it: `,
  );
  prompt.close();
  return answer.trim() === 'delete';
}
