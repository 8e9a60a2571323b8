import { type Bench, round, seconds } from '../bench';
import { prelude, settledDeliveries } from '../campaign';
import { cpuSeconds, CpuUse } from '../cpu';
import { fillLog } from '../fill-log';
import { onBenchOffice, type BenchOffice } from '../office';
import { paymentsAt } from './close-pool';

const SIZE = { producers: 8_400, deliveries: 100_000 };
const MILLION = 1_000_000;
const AIM_SECONDS = 60;

/** The limit: what concerns payments read and parsed once, and nothing done with it. */
async function readingMs({ store }: BenchOffice): Promise<number> {
  const started = performance.now();
  const subjects = ['evt.payments.>', 'evt.collection.delivery.*'];
  const reading = { subjects, after: 0, maxBatch: 5_000, stopWhenCaughtUp: true };
  for await (const { commits } of store.read(reading)) if (commits.length === 0) break;
  return performance.now() - started;
}

/** The read models of payments, made by a service that starts on a log that is there. */
export const readModels: Bench = {
  name: 'read-models',
  description: `all read models of payments out of ${2 * SIZE.deliveries} commits, each delivery graded and advanced`,
  run: (say) =>
    onBenchOffice(async (office) => {
      const count = (await fillLog(office, prelude())) + (await fillLog(office, settledDeliveries(SIZE)));
      const rawMs = await readingMs(office);
      say(`${count} commits, read in ${seconds(rawMs)} s`);
      const started = performance.now();
      const use = await CpuUse.from(office.serverPids);
      const { pid } = await paymentsAt(office, await office.store.lastPosition());
      const ms = performance.now() - started;
      const servers = await use.since();
      // The service is as old as the measurement.
      const paymentsCpuSeconds = await cpuSeconds(pid);
      const million = (ms / 1_000 / count) * MILLION;
      const perSecond = Math.round((count / ms) * 1_000);
      const rate = `${perSecond} commits/s, ${round(ms / rawMs)} x reading them once`;
      return [
        {
          name: 'the read models of payments, a million commits',
          aim: `<= ${AIM_SECONDS} s`,
          measured: `${Math.round(million)} s as by ${count} commits (${rate})`,
          holds: million <= AIM_SECONDS,
          detail: {
            perSecond,
            rawSeconds: seconds(rawMs),
            seconds: seconds(ms),
            paymentsCpuSeconds,
            ...servers,
          },
        },
      ];
    }),
};
