import { integerOf } from '../bson/integers';
import { MongoError, typeMismatch } from '../errors';
import type { Value } from '../bson/values';
import { type CommandDefinition, namespaceOf } from './context';

function cursorId(value: Value | undefined): bigint {
  if (typeof value === 'bigint') return value;
  const id = integerOf(value);
  if (id === undefined) throw typeMismatch('a cursor id must be a long');
  return BigInt(id);
}

export const getMore: CommandDefinition = {
  fields: ['getMore', 'collection', 'batchSize'],
  refused: ['term', 'lastKnownCommittedOpTime'],
  isWrite: false,
  run({ args, cursors, db }) {
    const ns = namespaceOfCursor(db, args.requiredString('collection'));
    return cursors.next(cursorId(args.fields.get('getMore')), ns, args.nonNegative('batchSize') || Infinity);
  },
};

// The cursors of listings carry names that no collection may have.
const namespaceOfCursor = (db: string, collection: string): string =>
  collection.startsWith('$cmd.') ? `${db}.${collection}` : namespaceOf(db, collection);

export const killCursors: CommandDefinition = {
  fields: ['killCursors', 'cursors'],
  isWrite: false,
  run({ args, cursors }) {
    const ids = args.array('cursors');
    if (!ids) throw new MongoError(40414, "BSON field 'killCursors.cursors' is missing but a required field");
    const killed: bigint[] = [];
    const notFound: bigint[] = [];
    for (const id of ids.map(cursorId)) (cursors.kill(id) ? killed : notFound).push(id);
    return { cursorsKilled: killed, cursorsNotFound: notFound, cursorsAlive: [], cursorsUnknown: [], ok: 1 };
  },
};
