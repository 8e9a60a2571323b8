import type { Collection, Filter } from 'mongodb';
import { firstDifference, type Difference } from './difference';
import type { Doc, Shadow } from './shadow';

/** Documents that are not what the log makes of them, by `_id`. */
export type Suspects = Map<string, Difference & { readonly position: number }>;

const BATCH = 1_000;

/** Compares a collection with its projection folded again, document by document. */
export async function compareAll(shadow: Shadow, collection: Collection<Doc>): Promise<Suspects> {
  const suspects: Suspects = new Map();
  const unseen = new Set(shadow.documents.keys());
  for await (const found of collection.find({}, { batchSize: BATCH })) {
    unseen.delete(found._id);
    compareOne(shadow, found._id, found, suspects);
  }
  for (const key of unseen) compareOne(shadow, key, undefined, suspects);
  return suspects;
}

/** Compares some documents again. */
export async function compareSome(
  shadow: Shadow,
  collection: Collection<Doc>,
  keys: readonly string[],
): Promise<Suspects> {
  const suspects: Suspects = new Map();
  for (let at = 0; at < keys.length; at += BATCH) {
    const part = keys.slice(at, at + BATCH);
    const filter = { _id: { $in: part } } as Filter<Doc>;
    const found = new Map((await collection.find(filter).toArray()).map((doc) => [doc._id, doc as Doc]));
    for (const key of part) compareOne(shadow, key, found.get(key), suspects);
  }
  return suspects;
}

function compareOne({ documents }: Shadow, key: string, found: Doc | undefined, suspects: Suspects): void {
  const expected = documents.get(key);
  const difference = firstDifference(expected, found);
  if (difference === undefined) return;
  suspects.set(key, { ...difference, position: expected?.position ?? found?.position ?? 0 });
}
