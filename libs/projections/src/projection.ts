import type { Event, RecordedCommit } from '@oce/event-sourcing';

/** The part of a commit that projections and policies may look at beside an event: who, when and where. */
export type Envelope = Omit<RecordedCommit, 'events'>;

/** A document as it is stored: its key, and the position of the last commit folded into it, which guards every write. */
export type Stored<Doc> = Doc & { readonly _id: string; readonly position: number };

export interface ProjectionIndex {
  /** Fields in order; 1 ascending, -1 descending. Never unique: uniqueness is a rule of aggregates. */
  readonly fields: Readonly<Record<string, 1 | -1>>;
}

/**
 * A question answered ahead of time, as pure functions: which documents an event touches, and what becomes of each.
 */
export interface Projection<Doc extends object = object, E extends Event = Event> {
  /** The question's name in snake case: `open_orders`. The collection is `open_orders_v1`. */
  readonly name: string;
  /** The version of the documents' shape; raising it makes the next start rebuild. */
  readonly version: number;
  /** NATS filters of what is read. */
  readonly subjects: readonly string[];
  readonly indexes?: readonly ProjectionIndex[];
  /** Keys of the documents that the event touches; `[]` for an event that does not matter. */
  keys(event: E, envelope: Envelope): readonly string[];
  /**
   * What becomes of one document, undefined where there is none yet; null deletes it. Never changes its input. A deleted
   * document leaves no mark of its position: where two processes serve a context, the slower one makes it again for as
   * long as it takes it to come to its deletion.
   */
  project(doc: Doc | undefined, event: E, envelope: Envelope, key: string): Doc | null | undefined;
}

/** Names a projection and checks its parts at compile time. */
export function defineProjection<Doc extends object, E extends Event>(
  projection: Projection<Doc, E>,
): Projection<Doc, E> {
  return projection;
}

/** `open_orders_v1`, or `open_orders_v1_r3_a1b2c3` after the third rebuild. */
export function collectionName(
  projection: Pick<Projection, 'name' | 'version'>,
  rebuild = 0,
  attempt = '',
): string {
  const base = `${projection.name}_v${projection.version}`;
  return rebuild === 0 ? base : `${base}_r${rebuild}_${attempt}`;
}

/** The number of the rebuild that filled a collection, 0 for the first; undefined for another projection's. */
export function rebuildOf(name: string, collection: string): number | undefined {
  if (!collection.startsWith(`${name}_v`)) return undefined;
  const found = /^\d+(?:_r(\d+)_[0-9a-f]+)?$/.exec(collection.slice(`${name}_v`.length));
  return found ? Number(found[1] ?? 0) : undefined;
}
