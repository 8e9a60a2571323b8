import { forbidden, isPerson, type CommandMeta } from '@oce/event-sourcing';
import type { Map } from 'immutable';

/** What a person has done with a pool by hand that keeps them from ending it. */
export type Duty = 'opened' | 'posted a charge of' | 'reversed a charge of';

/** Persons who opened or charged a pool, with what they did first. */
export type Hands = Map<string, Duty>;

/** One more who had a hand in it; nobody where a machine did it, or an older log does not say who. */
export const withHand = (hands: Hands, actor: string | undefined, duty: Duty): Hands =>
  actor === undefined || !isPerson(actor) || hands.has(actor) ? hands : hands.set(actor, duty);

/**
 * Who opens or charges a pool does not decide what everybody gets of it, whatever their roles: closing, taking a closing
 * back, supplements and winding up are another person's. Refuses `second_person_needed`.
 */
export function requireOtherHands(hands: Hands, { actor }: CommandMeta): void {
  const duty = hands.get(actor);
  if (duty !== undefined)
    throw forbidden(
      'second_person_needed',
      `You ${duty} this pool: ask a person who neither opened nor charged it to do this.`,
    );
}
