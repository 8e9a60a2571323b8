export { build } from './build';
export * from './clock';
export { dockerAnswers } from './docker';
export * from './eventually';
export * from './folders';
export * from './ids';
export * from './mongo';
export * from './nats';
