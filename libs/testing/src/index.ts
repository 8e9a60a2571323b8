export * from '@oce/event-sourcing/testing';
export * from '@oce/local-servers/testing';
export * from './grown';
export * from './long-rounds';
export * from './words';
