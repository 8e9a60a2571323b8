import { OfficeHome } from '@oce/office/home';
import { say, sayJson } from '@oce/office/output';
import type { SendTickets } from '@oce/weigh-tickets';
import { Option } from 'commander';
import type { CommandEntry } from '../command';
import { json, over, type Way } from '../options';

interface ImportOptions {
  readonly terminal?: string;
  readonly campaign?: string;
  readonly product?: string;
  readonly refused?: string;
  readonly over: Way;
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
    over(),
    json('the result as JSON'),
  ],
  run: importFile,
};

async function importFile(options: ImportOptions, file: string): Promise<void> {
  const { importWeighTickets } = await import('@oce/weigh-tickets');
  const { send, close } = await sender(options.over);
  const { terminal: terminalId, campaign: campaignId, product: productId, refused: refusedFile } = options;
  const defaults = { terminalId, campaignId, productId };
  try {
    const result = await importWeighTickets(send, file, { defaults, refusedFile });
    if (options.json) sayJson(result);
    else if (result.refusedFile) say(`Refused lines, each with its field and rule: ${result.refusedFile}`);
  } finally {
    await close();
  }
}

async function sender(way: Way): Promise<{ send: SendTickets; close(): Promise<void> }> {
  const { overHttp, overNats } = await import('@oce/weigh-tickets');
  const home = new OfficeHome();
  if (way === 'nats') {
    const { BusClient } = await import('@oce/office/bus-client');
    const { bus } = await BusClient.of(home);
    return { send: overNats(bus), close: () => bus.close() };
  }
  const { OfficeClient } = await import('@oce/office/client');
  return { send: overHttp(OfficeClient.of(home).client), close: () => Promise.resolve() };
}
