import { defineAggregate } from './aggregate';
import { saysTheSame, type Command } from './command';
import { conflict, invalid } from './domain-error';
import type { EventOf, EventType } from './event-type';
import {
  proposalsEvolved,
  withSecondPerson,
  type Asked,
  type Confirmed,
  type ConfirmProposal,
  type Proposals,
  type Rejected,
  type RejectProposal,
} from './second-person';

/** From a day on, what a single person may do of a kind, in the unit of the kind. */
export interface Limit {
  readonly version: string;
  readonly kind: string;
  readonly validFrom: string;
  readonly limit: number;
}
export interface OwnLimits {
  readonly limitsId: string;
}
export type LimitPublished = OwnLimits & Limit;
export type PublishLimit = Command<'PublishLimit', OwnLimits & Limit>;
export type LimitCommand = PublishLimit | ConfirmProposal<OwnLimits> | RejectProposal<OwnLimits>;

/** A context has one set of limits. */
export const LIMITS_ID = 'office';

export interface LimitsState {
  readonly versions: readonly Limit[];
  readonly proposals: Proposals;
}

/** The events of a context's limits, written out where the context defines them. */
export type LimitEvents = {
  readonly LimitPublished: EventType<'LimitPublished', LimitPublished, 1>;
  readonly SecondPersonAsked: EventType<'SecondPersonAsked', OwnLimits & Asked, 1>;
  readonly ProposalConfirmed: EventType<'ProposalConfirmed', OwnLimits & Confirmed, 1>;
  readonly ProposalRejected: EventType<'ProposalRejected', OwnLimits & Rejected, 1>;
};
type LimitEvent = EventOf<LimitEvents>;

/** Those that hold from the beginning, by kind. */
export type FirstLimits = Readonly<Record<string, number>>;

/** The limit of a kind on a day: the last one that was published for it, else the first. */
export function limitOn(first: FirstLimits, versions: readonly Limit[], kind: string, day: string): number {
  const [last] = versions
    .filter((one) => one.kind === kind && one.validFrom <= day)
    .sort((one, other) => (one.validFrom < other.validFrom ? 1 : -1));
  return last?.limit ?? first[kind] ?? 0;
}

/**
 * The limits of a context, in dated versions by kind. They hold from tomorrow at the earliest: nobody moves one for what
 * they do today; and raising one needs a second person, else it would keep nobody from anything. Refuses
 * `version_frozen`, `limit_kind_unknown`, `limit_negative`, `limit_too_soon`, `limit_dated_already`, and as
 * `withSecondPerson` does.
 */
export function limitsAggregate(
  events: LimitEvents,
  first: FirstLimits,
  businessDate: (instant: string) => string,
) {
  return defineAggregate<LimitsState, LimitCommand, LimitEvents>(events, {
    initial: { versions: [], proposals: {} },
    decide: withSecondPerson<LimitsState, PublishLimit, LimitEvent, OwnLimits>({
      events,
      limitOf: ({ data: { limitsId, kind, limit: amount, validFrom, version } }, { versions }) => ({
        proposalId: `limit-${version}`,
        kind: 'limit',
        amount,
        limit: limitOn(first, versions, kind, validFrom),
        own: { limitsId },
        takesEffect: null,
      }),
      decide: (command, state) => publish(events, first, businessDate(command.meta.now), command, state),
    }),
    evolve: {
      LimitPublished: (state, { data: { version, kind, validFrom, limit } }) => ({
        ...state,
        versions: [...state.versions, { version, kind, validFrom, limit }],
      }),
      ...proposalsEvolved,
    },
  });
}

function publish(
  events: LimitEvents,
  first: FirstLimits,
  today: string,
  { data }: PublishLimit,
  { versions }: LimitsState,
): LimitEvent[] {
  const { limitsId, version, kind, validFrom, limit } = data;
  const told = { version, kind, validFrom, limit };
  const known = versions.find((one) => one.version === version);
  if (known && saysTheSame(known, told)) return [];
  if (known)
    throw conflict('version_frozen', 'This version is published and frozen: publish another.', 'version');
  if (!Object.hasOwn(first, kind))
    throw invalid('limit_kind_unknown', `There are limits for: ${Object.keys(first).join(', ')}.`, 'kind');
  if (!Number.isSafeInteger(limit) || limit < 0)
    throw invalid('limit_negative', 'A limit is a whole number, 0 or more.', 'limit');
  if (validFrom <= today)
    throw invalid(
      'limit_too_soon',
      `A limit holds from tomorrow at the earliest: after ${today}.`,
      'validFrom',
    );
  if (versions.some((one) => one.kind === kind && one.validFrom === validFrom))
    throw conflict(
      'limit_dated_already',
      'Another limit of this kind begins on that day: choose another.',
      'validFrom',
    );
  return [events.LimitPublished({ limitsId, ...told })];
}
