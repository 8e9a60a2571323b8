import type { RecordedCommit } from '@oce/event-sourcing';
import { MongoBulkWriteError, type AnyBulkWriteOperation, type Collection } from 'mongodb';
import { foldDocument, isNew, touches, type Change, type Touch } from './fold';
import { insertNew } from './bare-writes';
import type { Projection, Stored } from './projection';

type Doc = Stored<object>;

const DUPLICATE_KEY = 11000;
const ROUNDS = 20;

/**
 * Folds a batch of commits into a collection: reads the documents concerned but those that are new by their events, folds
 * in memory, writes each under the guard of the position it was read at. What others changed meanwhile is done again.
 */
export async function applyCommits(
  projection: Projection,
  collection: Collection<Doc>,
  commits: readonly RecordedCommit[],
): Promise<number> {
  let open = touches(projection, commits);
  let written = 0;
  for (let round = 0; open.size > 0; round++) {
    if (round === ROUNDS)
      throw new Error(`${projection.name}: documents kept changing under ${ROUNDS} tries`);
    const guessed = new Set(
      round === 0 ? [...open].filter(([key, list]) => isNew(key, list)).map(keyOf) : [],
    );
    const stored = await readDocuments(
      collection,
      [...open.keys()].filter((key) => !guessed.has(key)),
    );
    const again = new Set<string>();
    const changes: Change[] = [];
    for (const [key, list] of open) {
      const change = foldDocument(projection, key, stored.get(key), list);
      const isNothing = !change || (change.before === undefined && !change.after);
      if (!isNothing) changes.push(change);
      // Nothing to insert means that nothing would tell of a document that is there after all.
      else if (guessed.has(key)) again.add(key);
    }
    const lost = await writeChanges(collection, changes);
    written += changes.length - lost.size;
    open = new Map([...open].filter(([key]) => lost.has(key) || again.has(key)) as [string, Touch[]][]);
  }
  return written;
}

const keyOf = ([key]: readonly [string, ...unknown[]]): string => key;

async function readDocuments(
  collection: Collection<Doc>,
  keys: readonly string[],
): Promise<Map<string, Doc>> {
  if (keys.length === 0) return new Map();
  const cursor = collection.find({ _id: { $in: [...keys] } }, { batchSize: keys.length });
  return new Map(((await cursor.toArray()) as Doc[]).map((doc) => [doc._id, doc]));
}

/** Writes all changes at once, in no order; returns the keys whose guard did not hold. */
async function writeChanges(collection: Collection<Doc>, changes: readonly Change[]): Promise<Set<string>> {
  if (changes.every(isInsert)) {
    const refused = await insertNew(
      collection,
      changes.map(({ after }) => after),
    );
    if (refused?.every(({ code }) => code === DUPLICATE_KEY)) return keysAt(refused, changes);
  }
  try {
    await collection.bulkWrite(changes.map(operation), { ordered: false });
    return new Set();
  } catch (error) {
    if (!(error instanceof MongoBulkWriteError)) throw error;
    const errors = [error.writeErrors].flat();
    if (errors.length === 0 || errors.some((one) => one.code !== DUPLICATE_KEY)) throw error;
    return keysAt(errors, changes);
  }
}

const isInsert = (change: Change): change is Change & { readonly after: Doc } =>
  change.before === undefined && !!change.after;

const keysAt = (refused: readonly { readonly index: number }[], changes: readonly Change[]): Set<string> =>
  new Set(refused.map(({ index }) => (changes[index] as Change).key));

/** A guard that does not hold makes the upsert insert a second document under the same _id, which answers 11000. */
function operation(change: Change): AnyBulkWriteOperation<Doc> {
  const { key, before, after } = change;
  if (!after) return { deleteOne: { filter: { _id: key, position: before } } };
  if (before === undefined) return { insertOne: { document: after } };
  return { replaceOne: { filter: { _id: key, position: before }, replacement: after, upsert: true } };
}
