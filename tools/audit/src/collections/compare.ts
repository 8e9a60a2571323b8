import type { Collection, Filter } from 'mongodb';
import type { Doc, Shadow } from './shadow';

interface Difference {
  /** Where in the document: `lines.0.amountCentimes`, empty for the whole. */
  readonly path: string;
  readonly expected: unknown;
  readonly found: unknown;
}

/**
 * Where two documents first differ; undefined where they are the same. Nothing is left out but the order of fields,
 * which has no meaning, and fields without a value, which are not stored.
 */
export function firstDifference(expected: unknown, found: unknown, path = ''): Difference | undefined {
  if (Object.is(expected, found) || (expected === 0 && found === 0)) return undefined;
  const differs = { path, expected, found };
  if (!isObject(expected) || !isObject(found)) return differs;
  if (Array.isArray(expected) !== Array.isArray(found)) return differs;
  if (Array.isArray(expected) && Array.isArray(found) && expected.length !== found.length)
    return { path: join(path, 'length'), expected: expected.length, found: found.length };
  for (const key in expected) {
    const difference = firstDifference(expected[key], found[key], join(path, key));
    if (difference) return difference;
  }
  for (const key in found) {
    if (expected[key] === undefined && found[key] !== undefined)
      return { path: join(path, key), expected: undefined, found: found[key] };
  }
  return undefined;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === 'object';
const join = (path: string, key: string): string => (path === '' ? key : `${path}.${key}`);

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
