import { Option } from 'commander';
import type { CommandEntry } from '../command';
import { IMPORT } from '../list-command';
import { importOptions, showCheck, showResult, withOffice } from '../run-import';
import { declaredOf, TABLE_NOTES, tableOptions, type TableOptions } from '../table-options';

interface ImportOptions extends TableOptions {
  readonly terminal?: string;
  readonly campaign?: string;
  readonly product?: string;
}

export const command: CommandEntry = {
  name: 'weigh-tickets',
  under: IMPORT,
  group: 'An operator’s work',
  order: 3,
  description:
    'a file of a weighbridge, in any of its dialects; may be stopped and run again without doubling',
  examples: [
    './oce import weigh-tickets pesees.csv --check',
    './oce import weigh-tickets pesees.csv --dates dmy --terminal TM-OUEZ-01',
  ],
  notes: TABLE_NOTES,
  arguments: [['<file>', 'CSV or .xlsx with a French header']],
  options: () => [
    new Option('--terminal <id>', 'for lines that name no terminal'),
    new Option('--campaign <id>', 'for lines that name no campaign'),
    new Option('--product <id>', 'for lines that name no product'),
    ...tableOptions(),
  ],
  run: importFile,
};

/** Days before today from which a weighbridge still may send tickets, and after it, for clocks that are ahead. */
const EXPECTED_DAYS = { before: 400, after: 1 };

async function importFile(options: ImportOptions, file: string): Promise<number> {
  const { importWeighTickets, openWeighTickets, overHttp, overNats, weighTickets } =
    await import('@oce/weigh-tickets');
  const declared = declaredOf(options);
  const expected = expectedDays(new Date());
  const { terminal: terminalId, campaign: campaignId, product: productId } = options;
  const defaults = { terminalId, campaignId, productId };
  if (options.check) {
    const { checkTable, opened } = await import('@oce/imports');
    const table = await opened(file, () => openWeighTickets(file, declared, expected));
    const profile = weighTickets(expected);
    const totalOf: typeof profile.totalOf = (ticket) =>
      profile.totalOf({ ...ticket, productId: ticket.productId ?? productId });
    return showCheck(await checkTable(table, { ...profile, totalOf }, file), options);
  }
  const result = await withOffice(options.over, (office) =>
    importWeighTickets('bus' in office ? overNats(office.bus) : overHttp(office.client), file, {
      defaults,
      declared,
      expected,
      ...importOptions(options),
    }),
  );
  return showResult(result, options);
}

function expectedDays(now: Date): { from: string; until: string } {
  const daysFrom = (days: number) => new Date(now.getTime() + days * 86_400_000).toISOString();
  return { from: daysFrom(-EXPECTED_DAYS.before), until: daysFrom(EXPECTED_DAYS.after) };
}
