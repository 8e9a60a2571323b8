import type { Event } from '@oce/event-sourcing';
import type { Envelope } from '@oce/projections';
import { v5 as uuidV5 } from 'uuid';

/** A command that an event leads to, on an aggregate of the policy's own context. */
export interface Reaction {
  /** The aggregate's name: `account`. */
  readonly aggregate: string;
  readonly id: string;
  readonly type: string;
  readonly data: object;
}

/**
 * Turns events into commands of its own context: a pure function of the event and of a view of reference data that was
 * read before. `view` is what the module's `viewOf` returned for the batch.
 */
export interface Policy<E extends Event = Event, View = undefined> {
  /** In kebab case, as a sentence: `post-advance-on-grading`. It is part of the command ids: never rename it. */
  readonly name: string;
  readonly subjects: readonly string[];
  /** Projections of this context that must hold an event before the policy looks at it. */
  readonly after?: readonly string[];
  react(event: E, envelope: Envelope, view: View): readonly Reaction[];
}

/** Names a policy and checks its parts at compile time. */
export function definePolicy<E extends Event, View = undefined>(policy: Policy<E, View>): Policy<E, View> {
  return policy;
}

const NAMESPACE = '0a6b1d4e-6f0b-5c43-9a4e-0c2d6f1b7a55';

/** The id of the command that a commit leads to: the same whenever the policy meets the commit again. */
export function policyCommandId(policy: string, commitId: string, number: number): string {
  return uuidV5(`${policy}\n${commitId}\n${number}`, NAMESPACE);
}
