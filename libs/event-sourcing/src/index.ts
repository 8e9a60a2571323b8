export * from './event';
export * from './event-type';
export * from './known-events';
export * from './command';
export * from './domain-error';
export * from './aggregate';
export * from './by-type';
export * from '../testing';
