import { MAX_MESSAGE_BYTES } from '../wire/messages';
import { MAX_DOCUMENT_BYTES } from '../write/insert';
import type { CommandDefinition } from './context';
import { MAX_WRITE_BATCH } from './writes';

/** The version this server keeps to: what is not refused is done as MongoDB 7.0 does it. */
const VERSION = [7, 0, 0, 0];
const WIRE_VERSION_OF_7_0 = 21;

/**
 * A standalone server: no replica set, so drivers retry no writes, and no topologyVersion, so they poll instead of
 * waiting for changes.
 */
export const hello: CommandDefinition = {
  fields: 'any',
  run: () => ({
    helloOk: true,
    ismaster: true,
    isWritablePrimary: true,
    maxBsonObjectSize: MAX_DOCUMENT_BYTES,
    maxMessageSizeBytes: MAX_MESSAGE_BYTES,
    maxWriteBatchSize: MAX_WRITE_BATCH,
    localTime: new Date(),
    logicalSessionTimeoutMinutes: 30,
    connectionId: 1,
    minWireVersion: 0,
    maxWireVersion: WIRE_VERSION_OF_7_0,
    readOnly: false,
    ok: 1,
  }),
};

export const ping: CommandDefinition = { fields: ['ping'], run: () => ({ ok: 1 }) };

/** Sessions carry no state here, so that there is nothing to end. */
export const endSessions: CommandDefinition = {
  fields: ['endSessions'],
  run: () => ({ ok: 1 }),
};

export const buildInfo: CommandDefinition = {
  fields: ['buildInfo', 'buildinfo'],
  run: () => ({
    version: VERSION.slice(0, 3).join('.'),
    versionArray: VERSION,
    gitVersion: 'embedded',
    modules: ['embedded'],
    maxBsonObjectSize: MAX_DOCUMENT_BYTES,
    ok: 1,
  }),
};
