export { ServerDidNotStart, type Exit, type RunningServer } from './child';
export * from './mongo';
export { stageBatchesInMemory } from './nats-batches';
export * from './nats-binary';
export * from './nats-server';
export * from './nats-users';
export { nodeFlagsOf } from './node-flags';
export * from './ports';
