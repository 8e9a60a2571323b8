import { round, type Bench, type Figure } from '../bench';
import { seconds } from '../figures';
import { Oce } from '../oce';

const AIM_SECONDS = 10;

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
        await oce.run('down');
        say(`${words}: ${seconds(taken)} s, of it the launcher ${seconds(launcher)} s`);
        figures.push({
          name: `./oce up, ${words}`,
          aim: `<= ${AIM_SECONDS} s`,
          measured: `${seconds(taken)} s (the launcher alone ${seconds(launcher)} s)`,
          holds: taken <= AIM_SECONDS * 1_000,
          detail: { seconds: seconds(taken), ratioToLauncher: round(taken / launcher) },
        });
      }
      return figures;
    } finally {
      await oce.close();
    }
  },
};
