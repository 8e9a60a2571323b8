import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bookingNotice, readFile, statusReport, type BankFile } from './bank-messages';
import { accepted, postAll, requireAccepted, untilQuiet, type DemoRun } from './demo-run';

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
  const step = `batch ${batchId}`;
  const path = 'payments/transfer-batches';
  const prepare = () => [path, { batchId, executionDate }] as const;
  const [prepared] = await postAll(client, `${step} prepared`, [batchId], prepare, step);
  requireAccepted(step, [await approver.send('POST', `${path}/${batchId}/approve`, {})]);
  requireAccepted(step, [await client.send('POST', `${path}/${batchId}/issue`, {})]);
  const xml = await approver.call<string>('GET', `${path}/${batchId}/pain001`);
  const file = join(home.make('bank'), `${batchId}.pain.001.xml`);
  writeFileSync(file, xml, { mode: 0o600 });
  const { transfers, totalCentimes } = prepared?.body as Batch;
  return { batchId, transfers, totalCentimes, file, bank: readFile(xml) };
}

/** The bank answers: a status report with the rejected ones, a notice of the bookings, later one that comes back. */
export async function bankAnswers(
  { client, home, season }: DemoRun,
  { batchId, bank }: { batchId: string; bank: BankFile },
  withAccidents: boolean,
): Promise<void> {
  const { items: transfers } = await client.call<{ items: { endToEndId: string; producerCode: string }[] }>(
    'GET',
    `payments/transfers?batchId=${batchId}&limit=500`,
  );
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
    const about = { id: `${batchId}-2`, bookedOn: bank.executionDate, returnedFor: reasonCode };
    answers.push(['camt.054', bookingNotice(bank, back, about)]);
  }
  const send = async ([at, [kind, xml]]: [number, [string, string]]) => {
    writeFileSync(join(home.make('bank'), `${batchId}.${at + 1}.${kind}.xml`), xml, { mode: 0o600 });
    const path = `payments/transfer-batches/${batchId}/bank-answers`;
    return client.send('POST', path, xml, { 'content-type': 'application/xml' });
  };
  await accepted(`the bank's answers to ${batchId}`, [...answers.entries()], send, 'bank answers');
  await untilQuiet(client, ['payments', 'portal']);
}
