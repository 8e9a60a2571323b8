export * from './policy';
export * from './attention';
export * from './policy-runner';
export type { AnyHandler } from './dispatch';
