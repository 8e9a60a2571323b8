import { BSON, type Collection } from 'mongodb';
import type { Stored } from './projection';

/** A third of the 48 MB that a server takes in one message; every so many documents one is measured. */
const MESSAGE_BYTES = 16_000_000;
const MEASURED_EVERY = 64;

/** A document that the server did not take: its place in the list, and the server's code. */
export interface Refused {
  readonly index: number;
  readonly code: number;
}

/**
 * Inserts documents by the bare command: the driver's bulk looks at each again, a third of the work. Answers those that were
 * refused, undefined where the driver's own way is to be taken: too much for one message, or it failed as a whole.
 */
export function insertNew(
  collection: Collection<Stored<object>>,
  documents: readonly Stored<object>[],
): Promise<readonly Refused[] | undefined> {
  return write(collection, documents, { insert: collection.collectionName, documents, ordered: false });
}

/** Puts documents in the place of those of their keys, or where none is; what is answered is as of `insertNew`. */
export function putInPlace(
  collection: Collection<Stored<object>>,
  documents: readonly Stored<object>[],
): Promise<readonly Refused[] | undefined> {
  const updates = documents.map((u) => ({ q: { _id: u._id }, u, upsert: true }));
  return write(collection, documents, { update: collection.collectionName, updates, ordered: false });
}

async function write(
  collection: Collection<Stored<object>>,
  documents: readonly object[],
  command: object,
): Promise<readonly Refused[] | undefined> {
  if (documents.length === 0) return [];
  if (!fitOneMessage(documents)) return undefined;
  // A command inherits no option of its client: a field without a value would be stored as null.
  const answer = await collection.db.command(command, { ignoreUndefined: true }).catch(() => undefined);
  return answer && ((answer['writeErrors'] as Refused[] | undefined) ?? []);
}

/** As far as a sample says. */
function fitOneMessage(documents: readonly object[]): boolean {
  let largest = 0;
  for (let at = 0; at < documents.length; at += MEASURED_EVERY)
    largest = Math.max(largest, BSON.calculateObjectSize(documents[at] as object));
  return largest * documents.length < MESSAGE_BYTES;
}
