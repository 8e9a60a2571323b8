import type { Event } from '@oce/event-sourcing';
import type { Policy, Reaction } from '@oce/policies';

/** A policy that needs nothing but the event: a request may follow it at once, before its runner comes by. */
export interface PromptPolicy<E extends Event = Event> extends Policy<E> {
  react(event: E): readonly Reaction[];
}

/** Names a prompt policy and checks its parts at compile time. */
export function promptPolicy<E extends Event>(policy: PromptPolicy<E>): PromptPolicy<E> {
  return policy;
}
