export { isEncrypted, personOf, type Encrypted } from './encrypted';
export * from './errors';
export * from './key-bucket';
export * from './key-store';
export * from './keyed-hash';
export * from './kv-key-store';
export * from './master-keys';
export * from './memory-key-store';
export * from './person-keys';
