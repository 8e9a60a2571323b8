import { MongoError } from '../errors';
import { create, drop, dropDatabase, listCollections, listDatabases, renameCollection } from './databases';
import type { CommandDefinition } from './context';
import { aggregate, count, distinct, find, getMore, killCursors } from './reads';
import { deleteCommand, insert, update } from './writes';
import { findAndModify } from './find-and-modify';
import { buildInfo, endSessions, hello, ping } from './handshake';
import { createIndexes, dropIndexes, listIndexes } from './indexes';

/** Every command this server answers. */
const COMMANDS: Readonly<Record<string, CommandDefinition>> = {
  hello,
  isMaster: hello,
  ismaster: hello,
  ping,
  buildInfo,
  buildinfo: buildInfo,
  endSessions,
  insert,
  update,
  delete: deleteCommand,
  findAndModify,
  findandmodify: findAndModify,
  find,
  getMore,
  killCursors,
  aggregate,
  count,
  distinct,
  create,
  drop,
  renameCollection,
  listCollections,
  createIndexes,
  dropIndexes,
  listIndexes,
  listDatabases,
  dropDatabase,
};

/** Finds a command. Errors: 59 for one this server does not have, named. */
export function commandNamed(name: string): CommandDefinition {
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command) throw new MongoError(59, `no such command: '${name}'`);
  return command;
}
