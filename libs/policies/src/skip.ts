import { defineAggregate, defineEvents, event, type Command, type EventOf } from '@oce/event-sourcing';
import { projectionFrom } from '@oce/projections';

/** An operator's decisions to pass commits by that a projection or a policy cannot deal with. */
export const skipEvents = (stream: string, context: string) =>
  defineEvents(
    { stream, context, aggregate: 'skip' },
    { CommitSkipped: event<{ follower: string; position: number; reason: string }>() },
  );
type SkipEvents = ReturnType<typeof skipEvents>;
export type CommitSkipped = EventOf<SkipEvents>;
export type SkipCommit = Command<'SkipCommit', CommitSkipped['data']>;

/** The id of a decision: one a follower and commit. */
export const skipId = (follower: string, position: number): string => `${follower}-${position}`;

/** One decision; made again it changes nothing. */
export function skipAggregate(stream: string, context: string) {
  const events = skipEvents(stream, context);
  return defineAggregate<{ readonly isMade: boolean }, SkipCommit, SkipEvents>(events, {
    initial: { isMade: false },
    decide: ({ data }, { isMade }) => (isMade ? [] : [events.CommitSkipped(data)]),
    evolve: () => ({ isMade: true }),
  });
}

/** All decisions, by `skipId`. */
export const skipsProjection = (stream: string, context: string) =>
  projectionFrom(skipEvents(stream, context))<CommitSkipped['data']>({
    name: 'skips',
    version: 1,
    keys: ({ data }) => [skipId(data.follower, data.position)],
    project: (_document, { data: { follower, position, reason } }) => ({ follower, position, reason }),
  });
