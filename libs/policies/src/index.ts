export * from './policy';
export * from './attention';
export * from './skip';
export * from './policy-runner';
export * from './retry';
export { BulkWork } from './bulk-work';
export * from './at-once';
export { Dispatch, type AnyHandler } from './dispatch';
