import { MongoError } from '../errors';
import { create, drop, listCollections, renameCollection } from './collections';
import type { CommandDefinition } from './context';
import { getMore, killCursors } from './cursors';
import { dropDatabase, listDatabases } from './databases';
import { deleteCommand } from './delete';
import { find } from './find';
import { findAndModify } from './find-and-modify';
import { buildInfo, endSessions, hello, ping } from './handshake';
import { createIndexes, dropIndexes, listIndexes } from './indexes';
import { insert } from './insert';
import { aggregate, count, distinct } from './read';
import { update } from './update';

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
