import { type Bench, type Figure, round, seconds } from '../bench';
import { cpuSeconds } from '../cpu';
import { Oce, type Run } from '../oce';

const AIM_SECONDS = 10;

/** What servers, services and supervisor have used to come up. */
async function processorSeconds({ nats, mongo, supervisorPid, services }: Run): Promise<number> {
  const pids = [supervisorPid, nats.pid, mongo.pid, ...services.map((one) => one.pid)];
  const used = await Promise.all(pids.map((pid) => cpuSeconds(pid ?? 0)));
  return used.reduce((sum, one) => sum + one, 0);
}

/** From the command to an office of which every service is ready. */
export const start: Bench = {
  name: 'start',
  description: 'from ./oce up to ready, everything installed and built: a new office, and the same again',
  async run(say) {
    const oce = await Oce.open();
    try {
      // What the launcher itself takes (the look at the build, its own modules): `help` starts nothing.
      await oce.run('help');
      const launcher = await oce.run('help');
      const figures: Figure[] = [];
      for (const [words, ...flags] of [
        ['a new office'],
        ['again'],
        ['again, in one process', '--one-process'],
      ]) {
        const taken = await oce.run('up', '--detach', ...flags);
        const cpu = await processorSeconds(await oce.running());
        await oce.run('down');
        say(`${words}: ${seconds(taken)} s, ${round(cpu, 1)} s of processors`);
        figures.push({
          name: `./oce up, ${words}`,
          aim: `<= ${AIM_SECONDS} s`,
          measured: `${seconds(taken)} s (the launcher alone ${seconds(launcher)} s; ${round(cpu, 1)} s of processors)`,
          holds: taken <= AIM_SECONDS * 1_000,
          detail: {
            seconds: seconds(taken),
            ratioToLauncher: round(taken / launcher),
            cpuSeconds: round(cpu),
          },
        });
      }
      return figures;
    } finally {
      await oce.close();
    }
  },
};
