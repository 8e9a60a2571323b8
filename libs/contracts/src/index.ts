export * from './streams';
export * from './ledger';
export * from './published';
export type * from './transfers.events';
export * from './known';
export * from './subjects';
