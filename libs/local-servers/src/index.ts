export { ServerDidNotStart, type Exit, type RunningServer } from './child';
export * from './mongo';
export { startEmbeddedMongo } from './mongo-embedded';
export { NoMongod, startMongod } from './mongo-mongod';
export * from './nats-binary';
export * from './nats-config';
export * from './nats-server';
export * from './nats-users';
export * from './ports';
