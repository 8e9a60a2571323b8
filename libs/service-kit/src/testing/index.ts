export * from './harness';
export * from './tokens';
