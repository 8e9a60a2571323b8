import { workspaceRoot } from '@oce/testing';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Bench, round, seconds } from '../bench';
import { deliveries, prelude } from '../campaign';
import { fillLog } from '../fill-log';
import { onBenchOffice, type BenchOffice } from '../office';

const SIZE = { producers: 16_800, deliveries: 333_400 };
const AIM_SECONDS = 20;
const PER_EVENTS = 1_000_000;

interface Report {
  readonly clean: boolean;
  readonly events: number;
  readonly seconds: number;
  readonly findings: readonly unknown[];
}

/** The command itself, on a log of its own and without collections. */
async function audited(natsUrl: string): Promise<Report> {
  const main = join(workspaceRoot(), 'tools/cli/dist/src/main.js');
  const args = [main, 'audit', '--nats', natsUrl, '--no-collections', '--patience', '0', '--json'];
  const profiles = process.env['OCE_BENCH_PROFILE'];
  // As ./oce runs it.
  const flags = profiles ? ['--cpu-prof', `--cpu-prof-dir=${profiles}`] : [];
  const options = { maxBuffer: 64 * 1024 * 1024 };
  const { stdout } = await promisify(execFile)(process.execPath, [...flags, ...args], options);
  return JSON.parse(stdout) as Report;
}

/** The limit: the same log read and parsed, and nothing asked of it. */
async function rawReadSeconds({ store }: BenchOffice): Promise<number> {
  const started = performance.now();
  const reading = { subjects: ['evt.>'], after: 0, maxBatch: 5_000, stopWhenCaughtUp: true };
  let commits = 0;
  for await (const batch of store.read(reading)) commits += batch.commits.length;
  if (commits === 0) throw new Error('the log was empty');
  return (performance.now() - started) / 1_000;
}

/** The whole log proved, without the services. */
export const audit: Bench = {
  name: 'audit',
  description: 'a log of a million events audited, against reading it',
  run: (say) =>
    onBenchOffice(async (office) => {
      const started = performance.now();
      const count = (await fillLog(office, prelude())) + (await fillLog(office, deliveries(SIZE)));
      say(`${count} commits written in ${seconds(performance.now() - started)} s`);
      const before = await rawReadSeconds(office);
      const report = await audited(office.natsUrl);
      const raw = (before + (await rawReadSeconds(office))) / 2;
      if (!report.clean) throw new Error(`the audit found: ${JSON.stringify(report.findings.slice(0, 3))}`);
      const perMillion = (report.seconds / report.events) * PER_EVENTS;
      const ratio = report.seconds / raw;
      return [
        {
          name: 'audit of 1 million events',
          aim: `<= ${AIM_SECONDS} s`,
          measured: `${round(perMillion, 1)} s (${round(ratio)} x the bare reading, ${round(raw, 1)} s)`,
          holds: perMillion <= AIM_SECONDS,
          detail: {
            events: report.events,
            seconds: report.seconds,
            rawSeconds: round(raw),
            ratioToReading: round(ratio),
          },
        },
      ];
    }),
};
