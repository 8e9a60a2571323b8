import type { Cursors } from '../cursors';
import type { CollectionRecord } from '../storage/catalog';
import type { DocumentStore } from '../storage/document-store';
import type { Command } from '../wire/messages';
import type { Reply } from '../wire/replies';
import { MongoError } from '../errors';
import type { Arguments } from './arguments';

/** What a command works with. */
export interface Context {
  readonly store: DocumentStore;
  readonly cursors: Cursors;
  readonly command: Command;
  readonly args: Arguments;
  readonly db: string;
  /** When the client gives up, by `performance.now()`. */
  readonly deadlineMs: number | undefined;
}

/** One command: the fields it takes, those it refuses by name, and what it does. */
export interface CommandDefinition {
  readonly fields: readonly string[] | 'any';
  readonly refused?: readonly string[];
  /** Writes run in the write queue, within its transaction. */
  readonly isWrite?: true;
  readonly run: (context: Context) => Reply;
}

const BAD_DB = /[/\\. "$\0]/;

export function checkDatabaseName(db: string): void {
  if (db === '' || BAD_DB.test(db) || Buffer.byteLength(db) > 63)
    throw new MongoError(73, `Invalid database name: '${db}'`);
}

/** The collection's full name. Errors: 73 where it cannot be one. */
export function namespaceOf(db: string, collection: string): string {
  checkDatabaseName(db);
  const isBad =
    collection === '' || collection.includes('$') || collection.includes('\0') || collection.startsWith('.');
  if (isBad || collection.startsWith('system.')) {
    throw new MongoError(73, `Invalid collection name: '${db}.${collection}'`);
  }
  return `${db}.${collection}`;
}

/** The full name of the collection a command names in its first field. */
export function targetOf({ command, args, db }: Context): string {
  return namespaceOf(db, args.requiredString(command.name));
}

export const findTarget = (context: Context): CollectionRecord | undefined =>
  context.store.catalog.find(targetOf(context));

/** The collection of a write, made where there is none yet. */
export function ensureTarget(context: Context): CollectionRecord {
  const ns = targetOf(context);
  return context.store.catalog.find(ns) ?? context.store.catalog.create(ns);
}
