import type { Event } from '@oce/event-sourcing';
import { foldDocument, touches, type Projection } from '@oce/projections';

/** Commits of one event each, at positions from 1, one a minute from 2026-10-01 08:00 UTC on. */
export function commitsOf(...events: readonly Event[]) {
  return events.map((event, at) => ({
    commitId: `c-${at + 1}`,
    commandId: `c-${at + 1}`,
    commandHash: '-',
    actor: 'test',
    at: new Date(Date.UTC(2026, 9, 1, 8, at)).toISOString(),
    acceptedAt: new Date(Date.UTC(2026, 9, 1, 8, at)).toISOString(),
    correlationId: 'test',
    version: 1,
    position: at + 1,
    ref: { context: 'test', aggregate: 'test', id: 'test' },
    events: [event],
  }));
}

/** What a projection makes of events, by key: given these events, then these documents. */
export function projected<Doc extends object, E extends Event>(
  definition: Projection<Doc, E>,
  events: readonly E[],
): Record<string, Doc> {
  const projection = definition as unknown as Projection;
  const documents = [...touches(projection, commitsOf(...events))].flatMap(([key, list]) => {
    const after = foldDocument(projection, key, undefined, list)?.after;
    return after ? [[key, after as unknown as Doc] as const] : [];
  });
  return Object.fromEntries(documents);
}
