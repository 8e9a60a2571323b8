import {
  conflict,
  refuseIf,
  unknownCommand,
  unknownEvent,
  type Command,
  type Decider,
  type Event,
} from '@oce/event-sourcing';
import { defineProjection, type Projection } from '@oce/projections';
import type { Reaction } from './policy';

export type AttentionRaised = Event<
  'AttentionRaised',
  {
    policy: string;
    /** Slug and sentence of the refusal: why, and what to do. */
    reason: string;
    detail: string;
    /** The commit that led to it, by its subject and position. */
    subject: string;
    position: number;
    reaction: Reaction;
  },
  1
>;
export type AttentionResolved = Event<
  'AttentionResolved',
  { resolution: 'retried' | 'dismissed'; note: string },
  1
>;

export type RaiseAttention = Command<'RaiseAttention', AttentionRaised['data']>;
export type ResolveAttention = Command<'ResolveAttention', AttentionResolved['data']>;

interface AttentionState {
  readonly raised?: AttentionRaised['data'];
  readonly isResolved: boolean;
}

/** What a policy could not do, as a matter for a clerk; one aggregate a refused command. */
export function attentionDecider(
  context: string,
): Decider<AttentionState, RaiseAttention | ResolveAttention, AttentionRaised | AttentionResolved> {
  return {
    context,
    aggregate: 'attention',
    initial: { isResolved: false },
    decide(command, state) {
      switch (command.type) {
        case 'RaiseAttention':
          return state.raised ? [] : [{ type: 'AttentionRaised', v: 1, data: command.data }];
        case 'ResolveAttention':
          refuseIf(!state.raised, conflict('attention_unknown', 'There is no such matter.'));
          return state.isResolved ? [] : [{ type: 'AttentionResolved', v: 1, data: command.data }];
        default:
          return unknownCommand(command);
      }
    },
    evolve(state, event) {
      switch (event.type) {
        case 'AttentionRaised':
          return { ...state, raised: event.data };
        case 'AttentionResolved':
          return { ...state, isResolved: true };
        default:
          return unknownEvent(event);
      }
    },
  };
}

export interface AttentionDocument {
  readonly policy: string;
  readonly reason: string;
  readonly detail: string;
  readonly subject: string;
  readonly cause: number;
  readonly reaction: Reaction;
  readonly raisedAt: string;
  readonly status: 'open' | 'retried' | 'dismissed';
  readonly note: string | null;
}

/** `attention_v1`: what waits for a clerk, newest first by index. */
export function attentionProjection(
  context: string,
): Projection<AttentionDocument, AttentionRaised | AttentionResolved> {
  return defineProjection<AttentionDocument, AttentionRaised | AttentionResolved>({
    name: 'attention',
    version: 1,
    subjects: [`evt.${context}.attention.*`],
    indexes: [{ fields: { status: 1, raisedAt: -1 } }],
    keys: (_event, envelope) => [envelope.ref.id],
    project(document, event, envelope) {
      switch (event.type) {
        case 'AttentionRaised': {
          const { position: cause, ...rest } = event.data;
          return { ...rest, cause, raisedAt: envelope.at, status: 'open', note: null };
        }
        case 'AttentionResolved':
          return document && { ...document, status: event.data.resolution, note: event.data.note };
        default:
          return unknownEvent(event);
      }
    },
  });
}
