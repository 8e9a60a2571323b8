export * from './policy';
export * from './attention';
export * from './policy-runner';
export { Rush } from './rush';
export type { AnyHandler } from './dispatch';
