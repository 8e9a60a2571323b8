import { decodeDocument, decodeFields, encodeDocument } from '../bson/codec';
import type { Doc } from '../bson/values';
import { MongoError } from '../errors';
import { type KeyField, sortKeyOf } from '../keys/index-keys';
import { fieldsOf, type FilterNode, matches } from '../query/node';
import type { CollectionRecord } from '../storage/catalog';
import type { DocumentStore } from '../storage/document-store';
import { readRange } from '../storage/environment';
import { type Plan, planQuery } from './planner';

/** A document on its way through a query: bytes, values, or both, each made when first asked for. */
export class Row {
  constructor(
    private knownBytes: Buffer | undefined,
    private knownDoc?: Doc,
    readonly docKey?: Buffer,
  ) {}

  static of(doc: Doc): Row {
    return new Row(undefined, doc);
  }

  get bytes(): Buffer {
    this.knownBytes ??= encodeDocument(this.knownDoc as Doc);
    return this.knownBytes;
  }

  get doc(): Doc {
    this.knownDoc ??= decodeDocument(this.knownBytes as Buffer);
    return this.knownDoc;
  }

  /** The document, or as much of it as these top-level fields. */
  fields(names: ReadonlySet<string>): Doc {
    return this.knownDoc ?? decodeFields(this.knownBytes as Buffer, names);
  }
}

/** A query on one collection. `skip` and `limit` count documents; no limit means all. */
export interface Query {
  readonly filter: FilterNode;
  readonly sort?: readonly KeyField[];
  readonly skip?: number;
  readonly limit?: number;
  /** When to give up, by `performance.now()`. */
  readonly deadlineMs?: number;
}

function* reach(store: DocumentStore, plan: Plan): Generator<Row> {
  const { access } = plan;
  if (access.kind === 'keys') {
    for (const docKey of access.docKeys) {
      const bytes = store.get(docKey);
      if (bytes) yield new Row(bytes, undefined, docKey);
    }
    return;
  }
  const ranges = plan.reverse ? [...access.ranges].reverse() : access.ranges;
  if (access.kind === 'documents') {
    for (const range of ranges) {
      for (const { key, value } of readRange(store.environment.docs, range, plan.reverse)) {
        yield new Row(value, undefined, key);
      }
    }
    return;
  }
  const seen = access.mayRepeat ? new Set<string>() : undefined;
  for (const range of ranges) {
    for (const { value: docKey } of readRange(store.environment.idx, range, plan.reverse)) {
      if (seen && isRepeated(seen, docKey)) continue;
      const bytes = store.get(docKey);
      if (bytes) yield new Row(bytes, undefined, docKey);
    }
  }
}

function isRepeated(seen: Set<string>, docKey: Buffer): boolean {
  const text = docKey.toString('latin1');
  if (seen.has(text)) return true;
  seen.add(text);
  return false;
}

function* filtered(
  store: DocumentStore,
  collection: CollectionRecord,
  query: Query,
  plan: Plan,
): Generator<Row> {
  const fields = fieldsOf(query.filter);
  let examined = 0;
  for (const row of reach(store, plan)) {
    if (collection.gone) throw new MongoError(175, `${collection.gone}: ${collection.ns}`);
    examined += 1;
    if (examined % 256 === 0) checkDeadline(query.deadlineMs);
    if (plan.isExact || matches(query.filter, row.fields(fields))) yield row;
  }
}

function checkDeadline(deadlineMs: number | undefined): void {
  if (deadlineMs !== undefined && performance.now() > deadlineMs) {
    throw new MongoError(50, 'operation exceeded time limit');
  }
}

/** The rows of a query, streamed; held in memory only where no index gives the sort. */
export function findRows(store: DocumentStore, collection: CollectionRecord, query: Query): Iterable<Row> {
  const plan = planQuery(collection, query.filter, query.sort);
  const rows = filtered(store, collection, query, plan);
  const { sort = [], skip = 0, limit = Infinity } = query;
  const sorted = plan.isSorted ? rows : sortRows(rows, sort, skip + limit);
  return skip === 0 && limit === Infinity ? sorted : slice(sorted, skip, limit);
}

/** Sorts rows in memory. With a limit, no more than some multiple of it is held. */
export function* sortRows(rows: Iterable<Row>, sort: readonly KeyField[], limit: number): Generator<Row> {
  const most = limit * 2 + 1000;
  let keyed: { key: Buffer; row: Row }[] = [];
  const settle = (): void => {
    keyed.sort((a, b) => Buffer.compare(a.key, b.key));
    if (keyed.length > limit) keyed = keyed.slice(0, limit);
  };
  for (const row of rows) {
    keyed.push({ key: sortKeyOf(sort, row.doc), row });
    if (keyed.length > most) settle();
  }
  settle();
  for (const { row } of keyed) yield row;
}

/** Rows of other documents, each made of a row. */
export function* mapRows(rows: Iterable<Row>, change: (row: Row) => Doc): Generator<Row> {
  for (const row of rows) yield Row.of(change(row));
}

/** Rows after the first `skip`, at most `limit` of them; stops reading then. */
export function* slice<T>(rows: Iterable<T>, skip: number, limit: number): Generator<T> {
  if (limit <= 0) return;
  let at = 0;
  for (const row of rows) {
    at += 1;
    if (at > skip) yield row;
    if (at >= skip + limit) return;
  }
}
