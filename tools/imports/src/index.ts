export { isAway, OfficeAway, orAway, type Answer, type Problem } from './answers';
export {
  importTable,
  opened,
  openedAnew,
  type ImportOptions,
  type ImportResult,
  type SendItems,
} from './import-table';
export { checkLines, checkTable, type CheckReport } from './check-table';
export { LISTS, type ListImport } from './list-import';
export { commandsOverHttp, commandsOverNats, type SendCommand } from './send-rows';
export type { Patience } from './patience';
