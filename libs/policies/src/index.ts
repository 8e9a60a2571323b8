export * from './policy';
export * from './attention';
export * from './skip';
export * from './policy-runner';
export { Rush } from './rush';
export * from './at-once';
export { Dispatch, type AnyHandler } from './dispatch';
