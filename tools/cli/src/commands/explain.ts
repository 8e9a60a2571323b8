import { OfficeHome } from '@oce/office/home';
import { sayJson } from '@oce/office/output';
import type { CommandEntry } from '../command';
import { json } from '../options';
import type { Explanation } from '../print-explanation';

export const command: CommandEntry = {
  name: 'explain',
  group: 'What it holds',
  order: 2,
  description:
    'why a transfer, or cash at a counter, is what it is, down to weigh tickets, sales and deductions; exit 1 where a sum fails',
  arguments: [['<transfer>', 'id of a transfer or of cash at a counter']],
  options: () => [json('the whole tree as JSON')],
  run: explain,
};

async function explain(options: { json?: boolean }, transferId: string): Promise<number> {
  const { OfficeClient } = await import('@oce/office/client');
  const { client } = OfficeClient.of(new OfficeHome());
  const path = `payments/explain/${encodeURIComponent(transferId)}`;
  const explanation = await client.call<Explanation>('GET', path);
  if (options.json) sayJson(explanation);
  else (await import('../print-explanation.js')).printExplanation(explanation);
  return explanation.addsUp ? 0 : 1;
}
