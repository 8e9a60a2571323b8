import type { Event } from '@oce/event-sourcing';
import type { Envelope, Projection } from '@oce/projections';

/** The documents of a projection after these events, by key. */
export function projected<Doc extends object, E extends Event>(
  projection: Projection<Doc, E>,
  events: readonly NoInfer<E>[],
): Record<string, Doc> {
  const documents = new Map<string, Doc>();
  for (const event of events) {
    const envelope = {} as Envelope;
    for (const key of projection.keys(event, envelope)) {
      const next = projection.project(documents.get(key), event, envelope, key);
      if (next) documents.set(key, next);
      else documents.delete(key);
    }
  }
  return Object.fromEntries(documents);
}
