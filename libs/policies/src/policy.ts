import type { Command, CommandMeta, Event, EventOf, EventSource } from '@oce/event-sourcing';
import { followedSource, type Envelope, type FollowedSource } from '@oce/projections';
import { v5 as uuidV5 } from 'uuid';

/** A command that an event leads to, on an aggregate of the policy's own context. */
export interface Reaction {
  /** The aggregate's name: `account`. */
  readonly aggregate: string;
  readonly id: string;
  readonly type: string;
  readonly data: object;
}

/** The commands of an aggregate that carry nothing but their data: no facts, nothing sealed. */
type Plain<C extends Command> = C extends Command
  ? Exclude<keyof C, keyof Command> extends never
    ? C
    : never
  : never;
/** As much of an aggregate as tells its commands. */
interface Decides {
  readonly aggregate: string;
  decide(command: never, state: never): unknown;
}
type CommandOf<A extends Decides> = A['decide'] extends (command: infer C, state: never) => unknown
  ? Extract<C, Command>
  : never;
/** The data of each plain command by its type. */
type PlainCommandsOf<A extends Decides> = {
  readonly [C in Plain<CommandOf<A>> as C['type']]: C['data'];
};

/**
 * A command to an aggregate of the own context: `sendTo(lotAggregate, lotId, 'AddToLot', delivery)`. The compiler knows
 * its data, and refuses a command that needs facts, which nobody gathers for a reaction.
 */
export function sendTo<A extends Decides, Type extends keyof PlainCommandsOf<A> & string>(
  { aggregate }: A,
  id: string,
  type: Type,
  data: PlainCommandsOf<A>[Type],
): Reaction {
  return { aggregate, id, type, data };
}

/** The commit that an event stands in, as a policy meets it. */
export type Occasion = Envelope & {
  /** Told where a clerk has it looked at again, now that its cause is mended: by then all of the log counts. */
  readonly asOf?: number;
};

/** Up to where in the log a policy may look at what its view holds: before the event itself, or, looked at again, all. */
export const asOf = (occasion: Occasion): number => occasion.asOf ?? occasion.position;

/** Turns events into commands of its own context: a pure function of the event and of what `viewOf` read for the batch. */
export interface Policy<E extends Event = Event, View = undefined> {
  /** In kebab case, as a sentence: `post-advance-on-grading`. It is part of the command ids: never rename it. */
  readonly name: string;
  readonly source: FollowedSource;
  /** Whether a request may follow its event at once, so that its answer knows the end; without a view only. */
  readonly atOnce?: boolean;
  /** Projections of this context that must hold an event before the policy looks at it. */
  readonly after?: readonly string[];
  react(event: E, occasion: Occasion, view: View): readonly Reaction[];
}

/** Any policy; its events and its view are typed where it is defined. */
export type AnyPolicy = Policy<Event, unknown>;

type PolicyParts<E extends Event, View> = Omit<Policy<E, View>, 'source'>;

/** A policy on events: `policyOn(deliveryEvents.DeliveryTakenIntoLot)({ … })`, `policyOn(…)<View>({ … })`. */
export function policyOn<S extends readonly EventSource[]>(...sources: S) {
  const source = followedSource(sources);
  return <View = undefined>(
    parts: PolicyParts<EventOf<S[number]>, View>,
  ): Policy<EventOf<S[number]>, View> => ({ ...parts, source });
}

const NAMESPACE = '0a6b1d4e-6f0b-5c43-9a4e-0c2d6f1b7a55';

/** The id of the command that a commit leads to: the same whenever the policy meets the commit again. */
export function policyCommandId(policy: string, commitId: string, number: number): string {
  return uuidV5(`${policy}\n${commitId}\n${number}`, NAMESPACE);
}

/** Who sends the commands that a commit leads to, and when: the same at once and behind. */
export function policyMeta(
  policy: string,
  commandId: string,
  { commitId, at: now, correlationId }: Pick<Envelope, 'commitId' | 'at' | 'correlationId'>,
): CommandMeta {
  return { commandId, actor: `policy:${policy}`, now, correlationId, causationId: commitId };
}
