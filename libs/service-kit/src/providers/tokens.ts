/** What the kit provides to a service, by token. */
export const CONTEXT_NAME = Symbol('oce:context');
export const CONFIG = Symbol('oce:config');
export const NATS = Symbol('oce:nats');
export const EVENT_STORE = Symbol('oce:event-store');
export const MONGO_CLIENT = Symbol('oce:mongo-client');
export const DATABASE = Symbol('oce:database');
/** Where keys of persons are kept instead of the bucket of the log; for a context in memory. */
export const KEY_STORE = Symbol('oce:key-store');
export const METRICS = Symbol('oce:metrics');

/** What the token of every aggregate begins with. */
export const AGGREGATES = 'oce:aggregate:';
export const aggregateToken = (context: string, aggregate: string): string =>
  `${AGGREGATES}${context}.${aggregate}`;
export const projectionToken = (name: string): string => `oce:projection:${name}`;
export const memoryViewToken = (name: string): string => `oce:memory-view:${name}`;
export const policyToken = (name: string): string => `oce:policy:${name}`;
