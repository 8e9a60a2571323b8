import { say, sayJson } from '@oce/office/output';
import { Option } from 'commander';
import type { CommandEntry } from '../command';
import { json } from '../options';

interface ImportOptions {
  readonly terminal?: string;
  readonly campaign?: string;
  readonly product?: string;
  readonly refused?: string;
  readonly json?: boolean;
}

export const command: CommandEntry = {
  name: 'weigh-tickets',
  under: { word: 'import', description: 'take files in; weigh tickets: ./oce import weigh-tickets <file>' },
  group: 'An operator’s work',
  order: 3,
  description:
    'a file of a weighbridge, in any of its dialects; may be stopped and run again without doubling',
  arguments: [['<file>', 'CSV with a French header']],
  options: () => [
    new Option('--terminal <id>', 'for lines that name no terminal'),
    new Option('--campaign <id>', 'for lines that name no campaign'),
    new Option('--product <id>', 'for lines that name no product'),
    new Option('--refused <file>', 'where refused lines are written, with field and rule'),
    json('the result as JSON'),
  ],
  run: importFile,
};

async function importFile(options: ImportOptions, file: string): Promise<void> {
  const [{ OfficeHome }, { OfficeClient }, { importWeighTickets }] = await Promise.all([
    import('@oce/office/home'),
    import('@oce/office/client'),
    import('@oce/weigh-tickets'),
  ]);
  const { client } = OfficeClient.of(new OfficeHome());
  const { terminal: terminalId, campaign: campaignId, product: productId, refused: refusedFile } = options;
  const defaults = { terminalId, campaignId, productId };
  const result = await importWeighTickets(client, file, { defaults, refusedFile });
  if (options.json) sayJson(result);
  else if (result.refusedFile) say(`Refused lines, each with its field and rule: ${result.refusedFile}`);
}
