import type { Event, RecordedCommit } from '@oce/event-sourcing';
import type { Envelope, Projection, Stored } from './projection';
import { onCommit } from './stopped';

/** The keys of the documents that an event touches: what is no text would be stored under a key that nobody asked for. */
export function keysOf(projection: Projection, event: Event, envelope: Envelope): readonly string[] {
  const keys = projection.keys(event, envelope);
  for (const key of keys)
    if (typeof key !== 'string' || key === '')
      throw new Error(`${event.type} has no key for ${projection.name}: ${JSON.stringify(key)}`);
  return keys;
}

/** One event on its way to the documents that it touches. */
export interface Touch {
  readonly event: Event;
  readonly envelope: RecordedCommit;
}

/** What the fold of a batch came to for one key. */
export interface Change {
  readonly key: string;
  /** The position that the stored document must still have; undefined where there was none. */
  readonly before: number | undefined;
  /** The new document; null deletes, undefined leaves nothing where nothing was. */
  readonly after: Stored<object> | null | undefined;
}

/** Sorts a batch's events by the documents they touch, keeping the log's order. @throws CannotFollow */
export function touches(projection: Projection, commits: readonly RecordedCommit[]): Map<string, Touch[]> {
  const byKey = new Map<string, Touch[]>();
  const { takes } = projection.source;
  for (const commit of commits) {
    onCommit(commit, () => {
      for (const event of commit.events) {
        if (!takes(event, commit.ref)) continue;
        const touch: Touch = { event, envelope: commit };
        for (const key of keysOf(projection, event, commit)) {
          const list = byKey.get(key);
          if (list) list.push(touch);
          else byKey.set(key, [touch]);
        }
      }
    });
  }
  return byKey;
}

/** Whether a document is new by its events: an aggregate's own, at its first commit. A redelivery may find it. */
export function isNew(key: string, [first]: readonly Touch[]): boolean {
  return first !== undefined && first.envelope.version === 1 && first.envelope.ref.id === key;
}

/** Folds touches onto the stored document but for commits that it holds already; undefined where nothing changed. */
export function foldDocument(
  projection: Projection,
  key: string,
  stored: Stored<object> | undefined,
  list: readonly Touch[],
): Change | undefined {
  const before = stored?.position;
  let doc: object | null | undefined = stored;
  let position = before ?? 0;
  let changed = false;
  for (const { event, envelope } of list) {
    if (before !== undefined && envelope.position <= before) continue;
    const current: object | undefined = doc ?? undefined;
    doc = onCommit(envelope, () => projection.project(current, event, envelope, key));
    position = envelope.position;
    changed = true;
  }
  if (!changed) return undefined;
  if (!doc) return { key, before, after: doc };
  const isOwn = doc !== stored && isOfNobodyElse(doc, key, list);
  const after = (isOwn ? doc : { ...doc }) as {
    -readonly [Name in keyof Stored<object>]: Stored<object>[Name];
  };
  after._id = key;
  after.position = position;
  return { key, before, after };
}

/**
 * Whether a projection has just made a document, so that it may be completed where it is: a copy with two fields more, and
 * the packing of what came of it, took a quarter of a rebuild's time. It is copied where it is a part of an event, or stands
 * for several keys.
 */
function isOfNobodyElse(doc: object, key: string, list: readonly Touch[]): boolean {
  if (!Object.isExtensible(doc)) return false;
  if ('_id' in doc && doc._id !== key) return false;
  return !list.some((touch) => isPartOf(doc, touch.event.data));
}

/** Whether an object is some data or an object in it. In a loop, for data may be nested deeper than calls can be. */
function isPartOf(doc: object, data: object): boolean {
  if (doc === data) return true;
  const open = [data];
  for (let part = open.pop(); part !== undefined; part = open.pop()) {
    for (const name in part) {
      const value = (part as Readonly<Record<string, unknown>>)[name];
      if (typeof value !== 'object' || value === null) continue;
      if (value === doc) return true;
      open.push(value);
    }
  }
  return false;
}
