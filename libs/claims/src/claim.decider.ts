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

/** No holder: the value is free. */
export type ClaimState = Partial<Held>;

/**
 * A value that only one may have, as an aggregate `claim` whose id stands for it (itself, or its hash), so that two who
 * want it meet. Taken again by its holder it stays; only the holder gives it back, and then it is free.
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
      TakeClaim({ data }, { holder }) {
        if (holder === data.holder) return [];
        if (holder !== undefined) throw taken(data, holder);
        return [events.ClaimTaken(data)];
      },
      ReleaseClaim: ({ data }, { holder }) => (holder === data.holder ? [events.ClaimReleased(data)] : []),
    }),
    evolve: evolveBy<ClaimState, ClaimEvent<Taken, Released>>({
      ClaimTaken: (_state, { data }) => ({ holder: data.holder }),
      ClaimReleased: () => ({}),
    }),
  };
}
