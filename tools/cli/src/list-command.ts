import type { CommandEntry } from './command';
import { importOptions, showCheck, showResult, withOffice } from './run-import';
import { declaredOf, TABLE_NOTES, tableOptions, type TableOptions } from './table-options';

/** The word that all imports share. */
export const IMPORT = {
  word: 'import',
  description: 'take files in: weigh tickets, producers, credits, premiums, RIB, gradings',
};

/** The command that imports a kind of list, each row a command of its own. */
export function listCommand(
  name: string,
  order: number,
  description: string,
  notes: readonly string[] = [],
): CommandEntry {
  return {
    name,
    under: IMPORT,
    group: 'An operator’s work',
    order,
    description,
    notes: [...notes, ...TABLE_NOTES],
    arguments: [['<file>', 'CSV or .xlsx with a French header']],
    options: tableOptions,
    run: (options: object, file) => importList(name, options as TableOptions, String(file)),
  };
}

async function importList(name: string, options: TableOptions, file: string): Promise<number> {
  const { commandsOverHttp, commandsOverNats, LISTS } = await import('@oce/imports');
  const list = LISTS.find((one) => one.name === name);
  if (!list) throw new Error(`no list ${name}`);
  const declared = declaredOf(options);
  if (options.check) return showCheck(await list.check(file, declared), options);
  const result = await withOffice(options.over, (office) => {
    const send = 'bus' in office ? commandsOverNats(office.bus) : commandsOverHttp(office.client);
    return list.run(file, declared, send, importOptions(options));
  });
  return showResult(result, options);
}
