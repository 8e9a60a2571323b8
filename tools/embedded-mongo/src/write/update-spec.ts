import {
  decodeDocument,
  elementValue,
  encodeDocument,
  firstElement,
  type RawSummary,
  summarize,
  withIdFirst,
} from '../bson/codec';
import { equalValues } from '../bson/compare';
import { type Doc, isDoc, isRegex, showValue, type Value } from '../bson/values';
import { MongoError } from '../errors';
import { splitPath } from '../paths';
import { isOperatorDocument } from '../query/parse-filter';
import { applyOperators, parseUpdateOperators, type UpdateOperators } from '../update/operators';
import { setPath } from '../update/set-path';
import { MAX_DOCUMENT_BYTES, newIdElement, type Storable, toStorable } from './insert';

/** What an update does: replace the document, or apply operators to it. */
export type UpdateSpec =
  | { readonly kind: 'replace'; readonly bytes: Buffer; readonly summary: RawSummary }
  | { readonly kind: 'operators'; readonly operators: UpdateOperators };

type Replacement = Extract<UpdateSpec, { kind: 'replace' }>;

/** Reads the update part of a statement. Errors: 9 for an operator this server does not know, and for mixtures. */
export function parseUpdate(bytes: Buffer): UpdateSpec {
  const summary = summarize(bytes);
  if (!summary.startsWithDollar) return { kind: 'replace', bytes: withoutDollarNames(bytes), summary };
  return { kind: 'operators', operators: parseUpdateOperators(decodeDocument(bytes)) };
}

function withoutDollarNames(bytes: Buffer): Buffer {
  // The first name was no operator; a later one would make it a mixture of the two kinds.
  if (!bytes.includes('$')) return bytes;
  const dollar = [...decodeDocument(bytes).keys()].find((name) => name.startsWith('$'));
  if (dollar) {
    throw new MongoError(
      52,
      `The dollar ($) prefixed field '${dollar}' in '${dollar}' is not allowed in the context of an update's replacement document. Consider using an aggregation pipeline with $replaceWith.`,
    );
  }
  return bytes;
}

/** The document after the update. Errors: 66 where the update would change `_id`, 17419 where it grows too large. */
export function applyUpdate(spec: UpdateSpec, current: Buffer): Buffer {
  const next = spec.kind === 'replace' ? replace(spec, current) : operate(spec.operators, current);
  if (next.length > MAX_DOCUMENT_BYTES) {
    throw new MongoError(17419, `Resulting document after update is larger than ${MAX_DOCUMENT_BYTES}`);
  }
  return next;
}

function replace({ bytes, summary: { id, idIsFirst } }: Replacement, current: Buffer): Buffer {
  const own = firstElement(current);
  const ownBytes = current.subarray(own.start, own.end);
  if (id && !bytes.subarray(id.start, id.end).equals(ownBytes)) {
    refuseOtherId(elementValue(bytes, id), elementValue(current, own));
  }
  return idIsFirst ? bytes : withIdFirst(bytes, id, ownBytes);
}

function refuseOtherId(next: Value | undefined, current: Value | undefined): void {
  if (next !== undefined && equalValues(next, current)) return;
  throw new MongoError(
    66,
    `After applying the update, the (immutable) field '_id' was found to have been altered to _id: ${showValue(next)}`,
  );
}

function operate(operators: UpdateOperators, current: Buffer): Buffer {
  const doc = decodeDocument(current);
  const id = doc.get('_id');
  applyOperators(operators, doc, { isInsert: false });
  refuseOtherId(doc.get('_id'), id);
  return encodeDocument(doc);
}

/** The document an upsert inserts: what the filter says is equal, then the update. */
export function upsertedDocument(spec: UpdateSpec, filter: Doc): Storable {
  const seed = seedFromFilter(filter);
  const seedId = seed.get('_id');
  if (spec.kind === 'replace') return toStorable(replacementWithId(spec, seedId));
  applyOperators(spec.operators, seed, { isInsert: true });
  if (seedId !== undefined) refuseOtherId(seed.get('_id'), seedId);
  return toStorable(encodeDocument(seed));
}

function replacementWithId({ bytes, summary: { id } }: Replacement, seedId: Value | undefined): Buffer {
  if (seedId === undefined) return id ? bytes : withIdFirst(bytes, undefined, newIdElement());
  if (id) refuseOtherId(elementValue(bytes, id), seedId);
  const element = encodeDocument(new Map([['_id', seedId]])).subarray(4, -1);
  return withIdFirst(bytes, id, element);
}

/**
 * The fields an upsert takes over from its filter: those the filter holds equal to a value, at the top, under
 * `$and`, or as the only branch of an `$or`. Errors: 54 where a path is held equal twice.
 */
function seedFromFilter(filter: Doc): Doc {
  const equalities = new Map<string, Value>();
  collect(filter, equalities);
  const seed: Doc = new Map();
  for (const [path, value] of equalities) {
    refuseNested(path, equalities);
    setPath(seed, splitPath(path), value);
  }
  return seed;
}

function collect(filter: Doc, equalities: Map<string, Value>): void {
  for (const [name, condition] of filter) {
    const isConjunction =
      name === '$and' || (name === '$or' && Array.isArray(condition) && condition.length === 1);
    if (isConjunction && Array.isArray(condition)) {
      for (const child of condition) if (isDoc(child)) collect(child, equalities);
    } else if (!name.startsWith('$')) collectField(name, condition, equalities);
  }
}

function collectField(name: string, condition: Value, equalities: Map<string, Value>): void {
  const value = isOperatorDocument(condition) ? equalTo(condition) : condition;
  if (value === undefined || isRegex(value)) return;
  if (equalities.has(name)) {
    throw new MongoError(54, `cannot infer query fields to set, path '${name}' is matched twice`);
  }
  equalities.set(name, value);
}

function equalTo(operators: Doc): Value | undefined {
  const members = operators.get('$in') ?? operators.get('$all');
  const single = Array.isArray(members) && members.length === 1 ? members[0] : undefined;
  return operators.get('$eq') ?? single;
}

function refuseNested(path: string, equalities: ReadonlyMap<string, Value>): void {
  for (const other of equalities.keys()) {
    if (other.startsWith(`${path}.`)) {
      throw new MongoError(
        54,
        `cannot infer query fields to set, both paths '${path}' and '${other}' are matched`,
      );
    }
  }
}
