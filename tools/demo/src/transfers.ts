import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bookingNotice, readFile, statusReport, type BankFile } from './bank-messages';
import { forEach, requireAccepted, untilQuiet, type DemoRun } from './demo-run';

export interface Batch {
  readonly batchId: string;
  readonly transfers: number;
  readonly totalCentimes: number;
  /** The path of the pain.001 file. */
  readonly file: string;
}

/** Prepares a batch, has a second person approve it, and writes the bank's file beside the office's data. */
export async function payOut(
  { client, approver, home }: DemoRun,
  batchId: string,
  executionDate: string,
): Promise<Batch & { bank: BankFile }> {
  await untilQuiet(client, ['payments']);
  const [prepared] = requireAccepted(
    `batch ${batchId}`,
    await forEach(`batch ${batchId} prepared`, [batchId], () =>
      client.send('POST', 'payments/transfer-batches', { batchId, executionDate }),
    ),
  );
  requireAccepted(`batch ${batchId}`, [
    await approver.send('POST', `payments/transfer-batches/${batchId}/approve`, {}),
  ]);
  requireAccepted(`batch ${batchId}`, [
    await client.send('POST', `payments/transfer-batches/${batchId}/issue`, {}),
  ]);
  const xml = await approver.call<string>('GET', `payments/transfer-batches/${batchId}/pain001`);
  const file = join(home.make('bank'), `${batchId}.pain.001.xml`);
  writeFileSync(file, xml, { mode: 0o600 });
  const { transfers, totalCentimes } = prepared?.body as Batch;
  return { batchId, transfers, totalCentimes, file, bank: readFile(xml) };
}

interface Transfer {
  readonly endToEndId: string;
  readonly producerCode: string;
}

/** The bank answers: a status report with the rejected ones, a notice of the bookings, later one that comes back. */
export async function bankAnswers(
  run: DemoRun,
  { batchId, bank }: { batchId: string; bank: BankFile },
  withAccidents: boolean,
): Promise<void> {
  const { client, home, season } = run;
  const transfers = await transfersOf(run, batchId);
  const endToEndOf = (producerCode: string) =>
    transfers.find((one) => one.producerCode === producerCode)?.endToEndId ?? '';
  const { rejected, returnedLater } = season.bankAnswers;
  const reasons = new Map(
    withAccidents
      ? rejected.map(({ producerCode, reasonCode }) => [endToEndOf(producerCode), reasonCode] as const)
      : [],
  );
  const paid = bank.transfers.filter(({ endToEndId }) => !reasons.has(endToEndId));
  const answers: [string, string][] = [];
  if (withAccidents) answers.push(['pain.002', statusReport(bank, reasons)]);
  answers.push(['camt.054', bookingNotice(bank, paid, { id: `${batchId}-1`, bookedOn: bank.executionDate })]);
  for (const { producerCode, reasonCode } of withAccidents ? returnedLater : []) {
    const back = paid.filter(({ endToEndId }) => endToEndId === endToEndOf(producerCode));
    answers.push([
      'camt.054',
      bookingNotice(bank, back, {
        id: `${batchId}-2`,
        bookedOn: bank.executionDate,
        returnedFor: reasonCode,
      }),
    ]);
  }
  const sent = await forEach(
    `the bank's answers to ${batchId}`,
    answers.map((answer, at) => ({ answer, at })),
    async ({ answer: [kind, xml], at }) => {
      writeFileSync(join(home.make('bank'), `${batchId}.${at + 1}.${kind}.xml`), xml, { mode: 0o600 });
      return client.send('POST', `payments/transfer-batches/${batchId}/bank-answers`, xml, {
        'content-type': 'application/xml',
      });
    },
  );
  requireAccepted('bank answers', sent);
  await untilQuiet(client, ['payments', 'portal']);
}

async function transfersOf({ client }: DemoRun, batchId: string): Promise<Transfer[]> {
  const { items } = await client.call<{ items: Transfer[] }>(
    'GET',
    `payments/transfers?batchId=${batchId}&limit=500`,
  );
  return items;
}
