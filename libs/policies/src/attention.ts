import {
  conflict,
  defineAggregate,
  defineEvents,
  event,
  type Command,
  type EventOf,
} from '@oce/event-sourcing';
import { projectionFrom } from '@oce/projections';
import type { Reaction } from './policy';

/** The events of a context's attention list. */
export const attentionEvents = (stream: string, context: string) =>
  defineEvents(
    { stream, context, aggregate: 'attention' },
    {
      AttentionRaised: event<{
        policy: string;
        /** Slug and sentence of the refusal: why, and what to do. */
        reason: string;
        detail: string;
        /** The commit that led to it, by its subject and position. */
        subject: string;
        position: number;
        reaction: Reaction;
      }>(),
      /** A projection or a policy stands still at a commit that it cannot deal with, until an operator decides. */
      FollowerStopped: event<{ follower: string; detail: string; subject: string; position: number }>(),
      AttentionResolved: event<{ resolution: 'retried' | 'dismissed' | 'skipped'; note: string }>(),
    },
  );
type AttentionEvents = ReturnType<typeof attentionEvents>;
export type AttentionRaised = EventOf<AttentionEvents['AttentionRaised']>;
export type FollowerStopped = EventOf<AttentionEvents['FollowerStopped']>;
export type AttentionResolved = EventOf<AttentionEvents['AttentionResolved']>;

export type RaiseAttention = Command<'RaiseAttention', AttentionRaised['data']>;
export type ReportStop = Command<'ReportStop', FollowerStopped['data']>;
export type ResolveAttention = Command<'ResolveAttention', AttentionResolved['data']>;
export type AttentionCommand = RaiseAttention | ReportStop | ResolveAttention;

interface AttentionState {
  readonly isRaised: boolean;
  readonly isResolved: boolean;
}

/** What a policy could not do, as a matter for a clerk; one aggregate a refused command, or a stop. */
export function attentionAggregate(stream: string, context: string) {
  const events = attentionEvents(stream, context);
  return defineAggregate<AttentionState, AttentionCommand, AttentionEvents>(events, {
    initial: { isRaised: false, isResolved: false },
    decide: {
      RaiseAttention: ({ data }, { isRaised }) => (isRaised ? [] : [events.AttentionRaised(data)]),
      ReportStop: ({ data }, { isRaised }) => (isRaised ? [] : [events.FollowerStopped(data)]),
      ResolveAttention({ data }, { isRaised, isResolved }) {
        if (!isRaised) throw conflict('attention_unknown', 'There is no such matter.');
        return isResolved ? [] : [events.AttentionResolved(data)];
      },
    },
    evolve: {
      AttentionRaised: (state) => ({ ...state, isRaised: true }),
      FollowerStopped: (state) => ({ ...state, isRaised: true }),
      AttentionResolved: (state) => ({ ...state, isResolved: true }),
    },
  });
}

/**
 * What was put before a clerk, by the ids of the commands that were refused: what becomes of one is theirs to say, whenever
 * and however its policy meets the commit again.
 */
export interface Matters {
  has(commandId: string): boolean;
}
export const NO_MATTERS: Matters = { has: () => false };

/** All that was ever put before a clerk, by id. */
export const mattersProjection = (stream: string, context: string) =>
  projectionFrom(attentionEvents(stream, context).AttentionRaised)<object>({
    name: 'matters',
    version: 1,
    keys: (_event, envelope) => [envelope.ref.id],
    project: () => ({}),
  });

export interface AttentionDocument {
  /** The policy that was refused, or the projection or policy that stands still. */
  readonly policy: string;
  readonly reason: string;
  readonly detail: string;
  readonly subject: string;
  readonly cause: number;
  /** The command that was refused; null for a stop. */
  readonly reaction: Reaction | null;
  readonly raisedAt: string;
  readonly status: 'open' | AttentionResolved['data']['resolution'];
  readonly note: string | null;
}

/** The reason of a stop. */
export const COMMIT_UNREADABLE = 'commit_unreadable';
const OPEN = { status: 'open', note: null } as const;

/** `attention_v1`: what waits for a clerk, newest first by index. */
export const attentionProjection = (stream: string, context: string) =>
  projectionFrom(attentionEvents(stream, context))<AttentionDocument>({
    name: 'attention',
    version: 1,
    indexes: [{ fields: { status: 1, raisedAt: -1 } }],
    keys: (_event, envelope) => [envelope.ref.id],
    project: {
      AttentionRaised(_document, { data }, { at: raisedAt }) {
        const { policy, reason, detail, subject, position: cause, reaction } = data;
        return { policy, reason, detail, subject, reaction, cause, raisedAt, ...OPEN };
      },
      FollowerStopped(_document, { data }, { at: raisedAt }) {
        const { follower: policy, detail, subject, position: cause } = data;
        return {
          policy,
          reason: COMMIT_UNREADABLE,
          detail,
          subject,
          reaction: null,
          cause,
          raisedAt,
          ...OPEN,
        };
      },
      AttentionResolved: (document, { data }) =>
        document && { ...document, status: data.resolution, note: data.note },
    },
  });
