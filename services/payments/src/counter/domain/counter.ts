import { OCE, type CashCounter } from '@oce/contracts';
import {
  conflict,
  defineAggregate,
  defineEvents,
  event,
  notFound,
  saysTheSame,
  type Command,
  type EventOf,
} from '@oce/event-sourcing';
import { businessDate } from '@oce/quantities';

export const counterEvents = defineEvents(
  { stream: OCE, context: 'payments', aggregate: 'counter', id: 'counterId' },
  {
    CounterOpened: event<{
      counterId: string;
      name: string;
      place: string;
      openedBy: string;
      openedOn: string;
    }>(),
    /** Nothing is prepared for it or paid at it any more, until it is opened again. */
    CounterClosed: event<{ counterId: string; reason: string; closedBy: string; closedOn: string }>(),
  },
);
export type CounterEvent = EventOf<typeof counterEvents>;

export type OpenCounter = Command<'OpenCounter', CashCounter>;
/** What waits at the counter is a fact beside the command: it is paid or cancelled first. */
export type CloseCounter = Command<'CloseCounter', { counterId: string; reason: string }> & {
  readonly facts: { readonly waiting: readonly string[] };
};

export interface CounterState {
  readonly counter: CashCounter | null;
  /** Why it is closed; null while it is open. */
  readonly closedFor: string | null;
}

/** A place where members are paid in cash: opened under its code, closed, and opened again as it was. */
export const counterAggregate = defineAggregate<
  CounterState,
  OpenCounter | CloseCounter,
  typeof counterEvents
>(counterEvents, {
  initial: { counter: null, closedFor: null },
  decide: { OpenCounter: open, CloseCounter: close },
  evolve: {
    CounterOpened: (_state, { data: { counterId, name, place } }) => ({
      counter: { counterId, name, place },
      closedFor: null,
    }),
    CounterClosed: ({ counter }, { data }) => ({ counter, closedFor: data.reason }),
  },
});

/** Refuses `counter_differs`: receipts that were printed name the counter as it was. */
function open({ data, meta }: OpenCounter, { counter, closedFor }: CounterState): CounterEvent[] {
  if (counter !== null && !saysTheSame(counter, data)) {
    const message = `This counter is ${counter.name}, ${counter.place}: open another one under a code of its own.`;
    throw conflict('counter_differs', message, 'counterId');
  }
  if (counter !== null && closedFor === null) return [];
  return [counterEvents.CounterOpened({ ...data, openedBy: meta.actor, openedOn: businessDate(meta.now) })];
}

/** Refuses `counter_unknown`, `counter_closed_otherwise` and `cash_waiting`. */
function close({ data, facts, meta }: CloseCounter, state: CounterState): CounterEvent[] {
  const { counterId, reason } = data;
  counterOf(state);
  if (state.closedFor === reason) return [];
  if (state.closedFor !== null) {
    const message = `The counter was closed for another reason: ${state.closedFor}.`;
    throw conflict('counter_closed_otherwise', message, 'reason');
  }
  if (facts.waiting.length > 0) {
    const waiting = facts.waiting.slice(0, 10).join(', ');
    const message = `Cash waits there (${facts.waiting.length}): ${waiting}. Have it paid, or cancel it, first.`;
    throw conflict('cash_waiting', message);
  }
  return [
    counterEvents.CounterClosed({
      counterId,
      reason,
      closedBy: meta.actor,
      closedOn: businessDate(meta.now),
    }),
  ];
}

/** The counter as it is named. Refuses `counter_unknown`. */
export function counterOf({ counter }: CounterState): CashCounter {
  if (counter === null)
    throw notFound('counter_unknown', 'There is no such counter. Open it first.', 'counterId');
  return counter;
}

/** The counter where it can pay. Refuses `counter_unknown` and `counter_closed`. */
export function openCounterOf(state: CounterState): CashCounter {
  const counter = counterOf(state);
  if (state.closedFor === null) return counter;
  const message = `${counter.name} is closed: ${state.closedFor}. Name another counter.`;
  throw conflict('counter_closed', message, 'counterId');
}
