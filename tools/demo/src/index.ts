export { playSeason } from './play-season';
export { printSummary } from './print-summary';
export type { Summary } from './summary';
