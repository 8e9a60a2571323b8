import { fileSource, openTable, type Declared } from '@oce/tables';
import { checkTable, type CheckReport } from './check-table';
import { importTable, opened, openedAnew, type ImportOptions, type ImportResult } from './import-table';
import { accountList, creditList, gradingList, premiumList, producerList, type List } from './lists';
import { rowSender, type SendCommand } from './send-rows';

/** A kind of list that can be imported, whatever its rows are. */
export interface ListImport {
  /** As the command names it: `credits`. */
  readonly name: string;
  /** In French. */
  readonly title: string;
  /** What was understood of a file; nothing is sent. @throws CliError where it is not read */
  check(file: string, declared: Declared): Promise<CheckReport>;
  /** Sends its rows, each a command of its own. @throws CliError as `importTable` */
  run(file: string, declared: Declared, send: SendCommand, options: ImportOptions): Promise<ImportResult>;
}

/** The lists that can be imported. */
export const LISTS: readonly ListImport[] = [
  listImport(producerList),
  listImport(creditList),
  listImport(premiumList),
  listImport(accountList),
  listImport(gradingList),
];

function listImport<Item>(list: List<Item>): ListImport {
  const { profile } = list;
  const open = (file: string, declared: Declared) => openTable(fileSource(file), profile, declared);
  return {
    name: profile.name,
    title: profile.title,
    check: async (file, declared) =>
      checkTable(await opened(file, () => open(file, declared)), profile, file),
    async run(file, declared, send, options) {
      const table = await openedAnew(file, options, () => open(file, declared));
      const sender = rowSender(list, table.understood.layout.bytes.sha256, send);
      return importTable(table, file, sender, options);
    },
  };
}
