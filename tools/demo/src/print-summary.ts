import { formatKilograms, formatMoney } from '@oce/quantities';
import { say, table } from '@oce/office/output';
import { printChain } from './chain/print-chain';
import type { Moments } from './moments';
import type { Summary } from './summary';

/** The end of a demonstration, for a person. */
export function printSummary(summary: Summary, url: string): void {
  say('\nThe season 2026, as it was played');
  for (const line of table(figuresOf(summary))) say(`  ${line}`);
  say();
  for (const { batchId, transfers, totalCentimes, file } of summary.batches) {
    say(`Bank file ${batchId}: ${transfers} transfers, ${formatMoney(totalCentimes)}`);
    say(`  ${file}`);
  }
  printChain(summary.chain);
  say();
  say(summary.statement.trimEnd());
  say();
  const code = summary.personalCode ?? '(told when the season was first played)';
  say(`Open it: ${url}/   code producteur ${summary.producerCode}, code personnel ${code}`);
  say('         (the personal code is changed at first use)');
  say('Try next:');
  const next: [string, string][] = [
    [`./oce explain ${summary.transferId}`, 'why a transfer is what it is, down to the weigh tickets'],
    [`./oce explain ${summary.chain.transfer.transferId}`, 'a share by origin, from bottles back to olives'],
    ['./oce audit', 'replay the whole log and prove that it balances'],
    ['./oce events --follow', 'watch the log'],
    [`${url}/api/docs`, 'the API'],
  ];
  for (const line of table(next)) say(`  ${line}`);
}

function figuresOf(summary: Summary): [string, string][] {
  const { intake, sales, transfers, balance } = summary;
  const twice = intake.accepted + intake.repeated - summary.deliveries;
  const refused = `${intake.refusedLines} lines refused, ${intake.refusedAtGrading} deliveries refused at grading`;
  return [
    ['intakes', `${summary.deliveries} taken in, ${twice} sent twice, ${refused}`],
    [
      'weight',
      `${formatKilograms(summary.weighedGrams)} net, ${formatKilograms(summary.payableGrams)} payable`,
    ],
    ['lots', `${summary.lots} closed`],
    [
      'sales',
      `${sales.orders} orders delivered and billed, ${sales.refusedForLimit} refused for its buyer's limit`,
    ],
    ['proceeds', `${formatMoney(summary.proceedsCentimes)} in ${sales.proceeds} payments`],
    ['shares', `${formatMoney(summary.sharesCentimes)} shared in ${summary.pools} pools`],
    [
      'transfers',
      `${transfers.executed} executed, ${transfers.rejected} rejected, ${transfers.returned} returned`,
    ],
    ...momentsOf(summary.moments),
    ['for clerks', `${summary.waitingForClerks} matters wait`],
    [
      'balance',
      balance.clean
        ? `mass and money: 0 differences over ${balance.commits} commits`
        : `DIFFERENCES: ${balance.findings.join('; ')}`,
    ],
  ];
}

function momentsOf(moments: Moments): [string, string][] {
  const { supplements, reversedReceipts, suspendedAccounts, cash, heldErasures } = moments;
  return [
    ...supplements.map(({ poolId, number, distributedCentimes, members }): [string, string] => [
      'supplement',
      `${poolId}, no ${number}: ${formatMoney(distributedCentimes)} shared later among ${members} members`,
    ]),
    ...reversedReceipts.map(({ invoiceNumber, amountCentimes, reason }): [string, string] => [
      'reversed receipt',
      `${formatMoney(amountCentimes)} on the invoice ${invoiceNumber}: ${reason}`,
    ]),
    ...suspendedAccounts.map(({ producerCode, reasonCode, returned }): [string, string] => [
      'suspended account',
      `${producerCode}, ${returned ? 'a transfer came back' : 'a transfer was rejected'} (${reasonCode})`,
    ]),
    ...cash.map((one): [string, string] => ['cash', cashText(one)]),
    ...heldErasures.map(({ personId, reason, holds }): [string, string] => [
      'held erasure',
      `${personId} (${reason}), waits for: ${holds.map(holdText).join(', ')}`,
    ]),
  ];
}

function cashText(one: Moments['cash'][number]): string {
  const { dispositionId, producerCode, amountCentimes, counterName, receiptNumber, payableUntil } = one;
  const became = receiptNumber === null ? `waits until ${payableUntil}` : `paid, receipt ${receiptNumber}`;
  return `${dispositionId}: ${formatMoney(amountCentimes)} for ${producerCode} at ${counterName}, ${became}`;
}

const holdText = ({ kind, amountCentimes }: Moments['heldErasures'][number]['holds'][number]): string =>
  `${kind.replaceAll('_', ' ')}${amountCentimes === null ? '' : ` ${formatMoney(amountCentimes)}`}`;
