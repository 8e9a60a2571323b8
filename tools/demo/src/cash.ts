import { businessDate } from '@oce/quantities';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { postAll, requireAccepted, untilQuiet, type DemoRun } from './demo-run';
import { cashClerk } from './second-person';

type Disposition = DemoRun['season']['cash']['dispositions'][number];

const PATH = 'payments/cash-dispositions';

/**
 * Members without an account are paid in cash at a named counter: one person prepares, a second approves, and the counter's
 * clerk hands out against the receipt. Who has not come yet finds it there still.
 */
export async function payInCash(run: DemoRun): Promise<void> {
  const { client, approver, home, season } = run;
  const { counter, dispositions } = season.cash;
  await untilQuiet(client, ['payments']);
  requireAccepted('the counter', [await approver.send('POST', 'payments/counters', counter)]);
  const { counterId } = counter;
  await postAll(client, 'cash prepared', dispositions, ({ dispositionId, producerCode }) => [
    PATH,
    { dispositionId, producerCode, counterId },
  ]);
  await postAll(approver, 'cash approved', dispositions, ({ dispositionId }) => [
    `${PATH}/${dispositionId}/approve`,
    {},
  ]);
  const clerk = await cashClerk(home, client);
  const paidOn = businessDate(new Date().toISOString());
  const came = dispositions.filter(({ receiptNumber }) => receiptNumber !== null);
  await postAll(clerk, 'cash paid', came, ({ dispositionId, receiptNumber }) => [
    `${PATH}/${dispositionId}/pay`,
    { counterId, receiptNumber, paidOn },
  ]);
  for (const disposition of dispositions) await printReceipt(run, clerk, disposition);
  await untilQuiet(client, ['payments', 'portal']);
}

/** The receipt as the counter prints it: signed, or to be signed. */
async function printReceipt(
  { home }: DemoRun,
  clerk: DemoRun['client'],
  { dispositionId }: Disposition,
): Promise<void> {
  const receipt = await clerk.call<string>('GET', `${PATH}/${dispositionId}/receipt`);
  writeFileSync(join(home.make('cash'), `${dispositionId}.recu.txt`), receipt, { mode: 0o600 });
}
