import { randomUUID } from 'node:crypto';
import { MongoError } from '../errors';
import { type KeyField, keyField } from '../keys/index-keys';
import type { Environment } from './environment';

/** An index as it is stored. `throughArray` and `truncated` only ever turn true: the planner minds them. */
export interface IndexRecord {
  readonly id: number;
  readonly name: string;
  readonly fields: readonly KeyField[];
  readonly unique: boolean;
  readonly sparse: boolean;
  throughArray: boolean[];
  truncated: boolean;
}

export interface CollectionRecord {
  readonly id: number;
  readonly uuid: string;
  ns: string;
  indexes: IndexRecord[];
  truncated: boolean;
  /** Why open cursors on it must end, once it was dropped or renamed. */
  gone?: string;
}

type StoredIndex = Omit<IndexRecord, 'fields'> & { fields: readonly (readonly [string, 1 | -1])[] };
type StoredCollection = Omit<CollectionRecord, 'indexes' | 'gone'> & { indexes: StoredIndex[] };

const SEQUENCE_KEY = '#next';

/** Which collections and indexes there are. Kept in memory, written through in the running transaction. */
export class Catalog {
  private collections = new Map<string, CollectionRecord>();
  private nextId = 1;

  constructor(private readonly environment: Environment) {
    this.reload();
  }

  /** Reads everything again: at the start, and after a transaction that did not commit. */
  reload(): void {
    this.collections = new Map();
    this.nextId = 1;
    for (const { key, value } of this.environment.meta.getRange()) {
      if (key === SEQUENCE_KEY) this.nextId = value as number;
      else this.collections.set(key as string, revive(value as StoredCollection));
    }
  }

  find(ns: string): CollectionRecord | undefined {
    return this.collections.get(ns);
  }

  require(ns: string): CollectionRecord {
    const collection = this.collections.get(ns);
    if (!collection) throw new MongoError(26, `ns does not exist: ${ns}`);
    return collection;
  }

  inDatabase(db: string): CollectionRecord[] {
    return [...this.collections.values()].filter(({ ns }) => ns.startsWith(`${db}.`));
  }

  databases(): string[] {
    return [...new Set([...this.collections.keys()].map((ns) => ns.slice(0, ns.indexOf('.'))))].sort();
  }

  /** A number for a new collection or index. */
  takeId(): number {
    this.nextId += 1;
    this.environment.meta.put(SEQUENCE_KEY, this.nextId);
    return this.nextId;
  }

  create(ns: string): CollectionRecord {
    this.refuseOtherCase(ns.slice(0, ns.indexOf('.')));
    const collection = { id: this.takeId(), uuid: randomUUID(), ns, indexes: [], truncated: false };
    this.save(collection);
    return collection;
  }

  private refuseOtherCase(db: string): void {
    const other = this.databases().find((name) => name !== db && name.toLowerCase() === db.toLowerCase());
    if (other) {
      const message = `db already exists with different case already have: [${other}] trying to create [${db}]`;
      throw new MongoError(13297, message);
    }
  }

  save(collection: CollectionRecord): void {
    this.collections.set(collection.ns, collection);
    this.environment.meta.put(collection.ns, toStored(collection));
  }

  /** Takes a collection out under its name; cursors on it end with the given reason. */
  remove(collection: CollectionRecord, reason: string): void {
    this.collections.delete(collection.ns);
    this.environment.meta.remove(collection.ns);
    collection.gone = reason;
  }

  rename(collection: CollectionRecord, to: string): void {
    this.remove(collection, 'collection renamed');
    this.save({ ...collection, gone: undefined, ns: to });
  }
}

function toStored({ id, uuid, ns, indexes, truncated }: CollectionRecord): StoredCollection {
  const stored = indexes.map((index) => ({
    ...index,
    fields: index.fields.map((field) => [field.name, field.direction] as const),
  }));
  return { id, uuid, ns, truncated, indexes: stored };
}

function revive(stored: StoredCollection): CollectionRecord {
  const indexes = stored.indexes.map((index) => ({
    ...index,
    fields: index.fields.map(([name, direction]) => keyField(name, direction)),
  }));
  return { ...stored, indexes };
}
