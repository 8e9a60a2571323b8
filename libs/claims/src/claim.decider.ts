import {
  defineEvents,
  event,
  kindOf,
  decideBy,
  evolveBy,
  type Aggregate,
  type Command,
  type DomainError,
  type Event,
} from '@oce/event-sourcing';

/** What every claim says: who has the value. A context may say more, and its event says it too. */
export interface Held {
  readonly holder: string;
  /** Said by whoever may take a value that others have, and then has it with them: each gives back their own part. */
  readonly shared?: boolean;
}

const claimEvents = <Taken extends Held, Released extends Held = Held>(stream: string, context: string) =>
  defineEvents(
    { stream, context, aggregate: 'claim' },
    { ClaimTaken: event<Taken>(), ClaimReleased: event<Released>() },
  );

export type ClaimTaken<Taken extends Held> = Event<'ClaimTaken', Taken, 1>;
export type ClaimReleased<Released extends Held = Held> = Event<'ClaimReleased', Released, 1>;
export type ClaimEvent<Taken extends Held, Released extends Held = Held> =
  ClaimTaken<Taken> | ClaimReleased<Released>;

export type TakeClaim<Taken extends Held> = Command<'TakeClaim', Taken>;
export type ReleaseClaim<Released extends Held = Held> = Command<'ReleaseClaim', Released>;
export type ClaimCommand<Taken extends Held, Released extends Held = Held> =
  TakeClaim<Taken> | ReleaseClaim<Released>;

/** No holder: the value is free. `others` are those who share it, by the word of the context. */
export interface ClaimState extends Partial<Held> {
  readonly others?: readonly string[];
}

const holdersOf = ({ holder, others = [] }: ClaimState): readonly string[] =>
  holder === undefined ? [] : [holder, ...others];

function heldBy([holder, ...others]: readonly string[]): ClaimState {
  if (holder === undefined) return {};
  return others.length === 0 ? { holder } : { holder, others };
}

/**
 * A value that only one may have, as an aggregate `claim` whose id stands for it (itself, or its hash), so that two who
 * want it meet. Taken again by its holder it stays; only the holder gives it back, and then it is free. Where the context
 * lets others share it, it is free once the last of them has given it back.
 *
 * @param taken the context's own refusal to whoever comes second, given what they asked for and who has it
 */
export function defineClaims<Taken extends Held, Released extends Held = Held>(
  stream: string,
  context: string,
  taken: (wanted: Taken, holder: string) => DomainError,
): Aggregate<ClaimState, ClaimCommand<Taken, Released>, ClaimEvent<Taken, Released>> {
  const events = claimEvents<Taken, Released>(stream, context);
  return {
    ...kindOf(events),
    events,
    initial: {},

    decide: decideBy<ClaimState, ClaimCommand<Taken, Released>, ClaimEvent<Taken, Released>>({
      TakeClaim({ data }, state) {
        const { holder } = state;
        if (holdersOf(state).includes(data.holder)) return [];
        if (holder !== undefined && data.shared !== true) throw taken(data, holder);
        return [events.ClaimTaken(data)];
      },
      ReleaseClaim: ({ data }, state) =>
        holdersOf(state).includes(data.holder) ? [events.ClaimReleased(data)] : [],
    }),
    evolve: evolveBy<ClaimState, ClaimEvent<Taken, Released>>({
      ClaimTaken: (state, { data }) => heldBy([...holdersOf(state), data.holder]),
      ClaimReleased: (state, { data }) => heldBy(holdersOf(state).filter((one) => one !== data.holder)),
    }),
  };
}
