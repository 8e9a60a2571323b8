export * from './office';
export { refusalOf } from './registry';
export { chanceOf, everyCommit, type Chance } from './bus';
