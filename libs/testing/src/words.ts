import {
  kindOf,
  subjectFilter,
  type AnyFamily,
  type Event,
  type EventTypeInfo,
  type RecordedCommit,
} from '@oce/event-sourcing';
import { testMeta } from '@oce/event-sourcing/testing';
import type { Policy, Reaction } from '@oce/policies';
import type { Envelope, FollowedSource, Projection } from '@oce/projections';

/** Commits for specs: one event each, at positions from 1, of the kind of aggregate that has such events. */
export interface TestCommit {
  readonly position?: number;
  readonly id?: string;
  readonly at?: string;
  readonly acceptedAt?: string;
  readonly version?: number;
}

const AT = '2026-10-01T08:00:00.000Z';

/** An envelope for specs; `of` is the family or the event type whose aggregate it is. */
export function testEnvelope(of: AnyFamily | EventTypeInfo, commit: TestCommit = {}): Envelope {
  const { context, aggregate } =
    typeof of === 'function' ? (of as EventTypeInfo).kind : kindOf(of as AnyFamily);
  return envelopeOf({ context, aggregate }, commit);
}

function envelopeOf(kind: { context: string; aggregate: string }, commit: TestCommit): Envelope {
  const { position = 1, id = 'x', at = AT, acceptedAt = AT, version = 1 } = commit;
  const { context, aggregate } = kind;
  const meta = testMeta({ commandId: `command-${position}` });
  return {
    commitId: `commit-${position}`,
    commandId: meta.commandId,
    commandHash: 'h',
    actor: meta.actor,
    at,
    correlationId: meta.correlationId,
    version,
    position,
    acceptedAt,
    ref: { context, aggregate, id },
  };
}

/** The kind of aggregate whose event this is, among those that are followed. */
function kindIn(source: FollowedSource, event: Event): { context: string; aggregate: string } | undefined {
  return source.subjects
    .map((subject) => subject.split('.'))
    .map(([, context = '', aggregate = '']) => ({ context, aggregate }))
    .find((kind) => source.subjects.includes(subjectFilter(kind)) && source.takes(event, kind));
}

/** Any event, whether it is followed or not: specs ask what follows from others too. */
type Heard<E extends Event> = E | Event;

/** What events make of a projection's documents, by key, one commit an event; it may not change what it is given. */
export function projected<Doc extends object, E extends Event>(
  projection: Projection<Doc, E>,
  events: readonly Heard<E>[],
  commit: (event: Heard<E>, at: number) => TestCommit = () => ({}),
): Record<string, Doc> {
  const documents = new Map<string, Doc>();
  for (const [at, event] of events.entries()) {
    const kind = kindIn(projection.source, event);
    if (!kind) continue;
    const envelope = envelopeOf(kind, { position: at + 1, ...commit(event, at) });
    for (const key of projection.keys(event as E, envelope)) {
      const after = projection.project(deepFreeze(documents.get(key)), event as E, envelope, key);
      if (after) documents.set(key, after);
      else documents.delete(key);
    }
  }
  return Object.fromEntries(documents);
}

/** What an event leads to by a policy; `[]` for an event that it does not follow. */
export function reactionsTo<E extends Event, View>(
  policy: Policy<E, View>,
  event: Heard<E>,
  ...[view, commit = {}]: undefined extends View
    ? [view?: View, commit?: TestCommit]
    : [view: View, commit?: TestCommit]
): readonly Reaction[] {
  const kind = kindIn(policy.source, event);
  return kind ? policy.react(event as E, envelopeOf(kind, commit), view as View) : [];
}

function deepFreeze<T>(value: T): T {
  if (value !== null && typeof value === 'object') {
    for (const member of Object.values(value)) deepFreeze(member);
    Object.freeze(value);
  }
  return value;
}

/** A recorded commit for specs. */
export const testCommit = (
  of: AnyFamily | EventTypeInfo,
  events: readonly Event[],
  commit: TestCommit = {},
): RecordedCommit => ({ ...testEnvelope(of, commit), events });
