export { isEncrypted, personOf, type Encrypted } from './encrypted';
export * from './errors';
export * from './key-store';
export * from './keyed-hash';
export * from './kv-key-store';
export * from './master-keys';
export * from './person-keys';
