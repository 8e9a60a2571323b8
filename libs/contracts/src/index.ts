export * from './streams';
export * from './ledger';
export * from './joined-ids';
export * from './published';
export type * from './cash.events';
export type * from './pools.events';
export type * from './transfers.events';
export * from './known';
export * from './subjects';
