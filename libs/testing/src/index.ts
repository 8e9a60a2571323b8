export * from '@oce/event-sourcing/testing';
export * from '@oce/local-servers/testing';
export * from './grown';
export * from './long-rounds';
export * from './words';
export * from './in-memory/office';
export { refusalOf } from './in-memory/registry';
export { chanceOf, everyCommit, type Chance } from './in-memory/bus';
