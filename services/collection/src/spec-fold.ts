import { testMeta, type Event } from '@oce/event-sourcing';
import type { Envelope, Projection } from '@oce/projections';

/** The envelope of a commit for specs. */
export const envelope = (position = 1, id = 'x', aggregate = 'delivery'): Envelope => ({
  commitId: `commit-${position}`,
  commandHash: 'h',
  version: 1,
  position,
  at: '2026-10-01T08:00:00.000Z',
  acceptedAt: '2026-10-01T08:00:01.000Z',
  ref: { context: 'collection', aggregate, id },
  ...testMeta(),
});

/** The documents that events come to, by key; a projection may not change the document it is given. */
export function projected<Doc extends object, E extends Event>(
  projection: Projection<Doc, E>,
  events: readonly E[],
): Record<string, Doc> {
  const documents = new Map<string, Doc>();
  for (const [at, event] of events.entries()) {
    for (const key of projection.keys(event, envelope(at + 1))) {
      const before = deepFreeze(documents.get(key));
      const after = projection.project(before, event, envelope(at + 1), key);
      if (after) documents.set(key, after);
      else documents.delete(key);
    }
  }
  return Object.fromEntries(documents);
}

function deepFreeze<T>(value: T): T {
  if (value !== null && typeof value === 'object') {
    for (const member of Object.values(value)) deepFreeze(member);
    Object.freeze(value);
  }
  return value;
}
