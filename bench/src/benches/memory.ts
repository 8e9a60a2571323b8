import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Bench, type Figure, round, seconds } from '../bench';
import { Oce, type Run } from '../oce';

const SETTLE_MS = 10_000;
const KB_PER_MB = 1_024;

/** The proportional set size of a process in MB: shared pages are divided among those who share them. */
async function pssMb(pid: number): Promise<number> {
  const text = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8');
  return Number(/^Pss:\s+(\d+) kB/m.exec(text)?.[1] ?? 0) / KB_PER_MB;
}

async function sumMb(pids: readonly (number | undefined)[]): Promise<number> {
  const known = pids.filter((pid) => pid !== undefined);
  const all = await Promise.all(known.map(pssMb));
  return all.reduce((sum, mb) => sum + mb, 0);
}

async function memoryOf(run: Run, words: string, aimMb: number): Promise<Figure> {
  const services = await sumMb(run.services.map((one) => one.pid));
  const [nats, mongo, supervisor] = [
    await sumMb([run.nats.pid]),
    await sumMb([run.mongo.pid]),
    await sumMb([run.supervisorPid]),
  ];
  const all = services + nats + mongo + supervisor;
  return {
    name: `memory of all services, ${words}`,
    aim: `<= ${aimMb} MB of PSS`,
    measured: `${Math.round(services)} MB (with NATS, the database and the launcher ${Math.round(all)} MB)`,
    holds: services <= aimMb,
    detail: {
      servicesMb: round(services, 0),
      natsMb: round(nats, 0),
      mongoMb: round(mongo, 0),
      launcherMb: round(supervisor, 0),
      processes: run.services.length,
    },
  };
}

/** What an office holds once it has played the season. */
export const memory: Bench = {
  name: 'memory',
  description: 'proportional memory of the services after the season of the demonstration',
  async run(say) {
    const figures: Figure[] = [];
    for (const [words, aimMb, ...flags] of [
      ['apart', 900],
      ['in one process', 250, '--one-process'],
    ] as const) {
      const oce = await Oce.open();
      try {
        say(`${words}: the season is played in ${seconds(await oce.run('demo', '--detach', ...flags))} s`);
        await sleep(SETTLE_MS);
        figures.push(await memoryOf(await oce.running(), words, aimMb));
      } finally {
        await oce.close();
      }
    }
    return figures;
  },
};
