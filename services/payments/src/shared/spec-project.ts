import type { Event } from '@oce/event-sourcing';
import type { Envelope, Projection } from '@oce/projections';

/** An envelope for specs. */
export const envelopeAt = (position: number, aggregate = 'account', id = 'P1'): Envelope => ({
  commitId: `commit-${position}`,
  commandId: 'c',
  commandHash: '',
  actor: 'test',
  correlationId: 'c',
  at: '2026-10-01T08:00:00.000Z',
  acceptedAt: '2026-10-01T08:00:00.000Z',
  version: 1,
  position,
  ref: { context: 'payments', aggregate, id },
});

/** What events make of a projection's documents, one commit an event. */
export function project<Doc extends object, E extends Event>(
  projection: Projection<Doc, E>,
  events: readonly E[],
): Map<string, Doc> {
  const documents = new Map<string, Doc>();
  for (const [index, event] of events.entries()) {
    const envelope = envelopeAt(index + 1);
    for (const key of projection.keys(event, envelope)) {
      const next = projection.project(documents.get(key), event, envelope, key);
      if (next) documents.set(key, next);
      else documents.delete(key);
    }
  }
  return documents;
}
