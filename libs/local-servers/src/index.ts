export * from './child';
export * from './nats-binary';
export * from './nats-config';
export * from './nats-server';
export * from './ports';
