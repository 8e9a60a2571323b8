export * from './folders';
export * from './nats';
