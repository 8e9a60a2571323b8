import type { Command, CommandMeta } from './command';
import { saysTheSame } from './command';
import { conflict, forbidden, notFound } from './domain-error';
import type { Event } from './event';

/** What actors begin with that are no persons: policies, services and terminals of the office. */
const MACHINES = ['policy:', 'service:', 'terminal:'];

/** Whether a person asks, and no machine: duties that are kept apart are those of persons. */
export const isPerson = (actor: string): boolean => !MACHINES.some((machine) => actor.startsWith(machine));

/** A command above its limit as it was asked for: nothing is done until a second person confirms it. */
export interface Asked {
  /** The kind of its limit and the caller's own id of what is asked for: `credit-CR-1`. */
  readonly proposalId: string;
  readonly kind: string;
  /** In the unit of the kind, as is the limit of the day. */
  readonly amount: number;
  readonly limit: number;
  readonly askedBy: string;
  readonly command: { readonly type: string; readonly data: object };
}
/** A second person has confirmed it; what it leads to stands behind it in the same commit. */
export interface Confirmed {
  readonly proposalId: string;
  readonly askedBy: string;
  readonly confirmedBy: string;
}
/** A second person does not want it: nothing was done and nothing will be. */
export interface Rejected {
  readonly proposalId: string;
  readonly reason: string;
  readonly askedBy: string;
  readonly rejectedBy: string;
}

export interface Proposal extends Asked {
  readonly status: 'waiting' | 'confirmed' | 'rejected';
  /** Why it was rejected. */
  readonly reason: string | null;
}
/** Proposals of an aggregate, by their ids: they are few. */
export type Proposals = Readonly<Record<string, Proposal>>;

/** What the events of proposals make of a state that has them: three lines of the aggregate's own table. */
export const proposalsEvolved = {
  SecondPersonAsked: <State extends HasProposals>(
    state: State,
    { data }: { readonly data: Asked },
  ): State => {
    const { proposalId, kind, amount, limit, askedBy, command } = data;
    const asked = { proposalId, kind, amount, limit, askedBy, command };
    const proposal: Proposal = { ...asked, status: 'waiting', reason: null };
    return { ...state, proposals: { ...state.proposals, [proposalId]: proposal } };
  },
  ProposalConfirmed: <State extends HasProposals>(
    state: State,
    { data }: { readonly data: Confirmed },
  ): State => ended(state, data.proposalId, { status: 'confirmed', reason: null }),
  ProposalRejected: <State extends HasProposals>(
    state: State,
    { data: { proposalId, reason } }: { readonly data: Rejected },
  ): State => ended(state, proposalId, { status: 'rejected', reason }),
};

interface HasProposals {
  readonly proposals: Proposals;
}

function ended<State extends HasProposals>(
  state: State,
  proposalId: string,
  end: Pick<Proposal, 'status' | 'reason'>,
): State {
  const known = state.proposals[proposalId];
  return known === undefined
    ? state
    : { ...state, proposals: { ...state.proposals, [proposalId]: { ...known, ...end } } };
}

/** A second person confirms; the facts are those that the command itself would be given now. */
export type ConfirmProposal<Own extends object, Facts extends object = object> = Command<
  'ConfirmProposal',
  Own & { readonly proposalId: string }
> & { readonly facts?: Facts };
export type RejectProposal<Own extends object> = Command<
  'RejectProposal',
  Own & { readonly proposalId: string; readonly reason: string }
>;

/** The limit that a command is under, whether it passes it or not. */
export interface Under<Own extends object, Type extends string> extends Pick<
  Asked,
  'proposalId' | 'kind' | 'amount' | 'limit'
> {
  /** The field that repeats the aggregate's id, as its events have it. */
  readonly own: Own;
  /** The event that takes effect: it says the limit that it was decided under, as `limit`. Null where it needs not. */
  readonly takesEffect: Type | null;
}

interface Parts<State, C extends Command, E extends Event, Own extends object> {
  readonly events: {
    SecondPersonAsked(data: Own & Asked): E;
    ProposalConfirmed(data: Own & Confirmed): E;
    ProposalRejected(data: Own & Rejected): E;
  };
  /** Null for a command that no limit is for. */
  limitOf(command: C, state: State): Under<Own, E['type']> | null;
  decide(command: C, state: State): readonly E[];
}
type Decide<State, C extends Command, E extends Event> = (command: C, state: State) => readonly E[];

/**
 * A decider whose commands above a limit are neither refused nor done: they are written down (`SecondPersonAsked`), and a
 * second person confirms them, which does what the command does, or rejects them. What the command is refused for, is
 * refused when it is asked for, and again when it is confirmed. Refuses `proposal_differs` and `proposal_rejected`, and of
 * those who confirm or reject `proposal_unknown`, `proposal_confirmed`, `proposal_rejected`,
 * `proposal_rejected_otherwise` and `second_person_needed`.
 */
export function withSecondPerson<
  State extends { readonly proposals: Proposals },
  C extends Command,
  E extends Event,
  Own extends object,
>(parts: Parts<State, C, E, Own>): Decide<State, C | ConfirmProposal<Own> | RejectProposal<Own>, E> {
  return (command, state) => {
    if (command.type === 'ConfirmProposal') return confirm(parts, command as ConfirmProposal<Own>, state);
    if (command.type === 'RejectProposal') return reject(parts, command as RejectProposal<Own>, state);
    return ask(parts, command as C, state);
  };
}

function ask<
  State extends { readonly proposals: Proposals },
  C extends Command,
  E extends Event,
  Own extends object,
>({ events, limitOf, decide }: Parts<State, C, E, Own>, command: C, state: State): readonly E[] {
  const under = limitOf(command, state);
  if (under === null) return decide(command, state);
  const { proposalId, kind, amount, limit, own, takesEffect } = under;
  const { type, data, meta } = command;
  const known = state.proposals[proposalId];
  const isSame = known !== undefined && saysTheSame(known.command, { type, data });
  if (known?.status === 'waiting') {
    if (isSame) return [];
    throw conflict(
      'proposal_differs',
      `${proposalId} waits for a second person with another content: have it confirmed or rejected first.`,
    );
  }
  const decided = decide(command, state);
  if (decided.length === 0 || amount <= limit) return stamped(decided, takesEffect, limit);
  if (isSame)
    throw conflict(
      'proposal_rejected',
      `A second person rejected it: ${known.reason}. Ask for something else.`,
    );
  const asked = { proposalId, kind, amount, limit, askedBy: meta.actor, command: { type, data } };
  return [events.SecondPersonAsked({ ...own, ...asked })];
}

function confirm<
  State extends { readonly proposals: Proposals },
  C extends Command,
  E extends Event,
  Own extends object,
>(
  { events, limitOf, decide }: Parts<State, C, E, Own>,
  { data, facts, meta }: ConfirmProposal<Own>,
  state: State,
): readonly E[] {
  const { proposalId, ...own } = data;
  const known = knownOf(state.proposals, proposalId);
  const { askedBy, limit, status, reason } = known;
  if (status === 'confirmed') return [];
  if (status === 'rejected')
    throw conflict('proposal_rejected', `It was rejected: ${reason}. Ask for it anew.`, 'proposalId');
  requireOther(known, meta);
  // Of the shape that its aggregate wrote down.
  const command = { ...known.command, facts, meta } as unknown as C;
  const effect = stamped(decide(command, state), limitOf(command, state)?.takesEffect, limit);
  const confirmed = { proposalId, askedBy, confirmedBy: meta.actor };
  return [events.ProposalConfirmed({ ...(own as unknown as Own), ...confirmed }), ...effect];
}

function reject<
  State extends { readonly proposals: Proposals },
  C extends Command,
  E extends Event,
  Own extends object,
>({ events }: Parts<State, C, E, Own>, { data, meta }: RejectProposal<Own>, state: State): readonly E[] {
  const { proposalId, reason, ...own } = data;
  const known = knownOf(state.proposals, proposalId);
  if (known.status === 'confirmed')
    throw conflict(
      'proposal_confirmed',
      'It was confirmed, and holds: take back what it led to.',
      'proposalId',
    );
  if (known.status === 'rejected') {
    if (known.reason === reason) return [];
    throw conflict('proposal_rejected_otherwise', `It was rejected: ${known.reason}.`, 'reason');
  }
  requireOther(known, meta);
  const { askedBy } = known;
  const rejected = { proposalId, reason, askedBy, rejectedBy: meta.actor };
  return [events.ProposalRejected({ ...(own as unknown as Own), ...rejected })];
}

function knownOf(proposals: Proposals, proposalId: string): Proposal {
  const known = Object.hasOwn(proposals, proposalId) ? proposals[proposalId] : undefined;
  if (known === undefined)
    throw notFound('proposal_unknown', 'Nothing of this id waits for a second person.', 'proposalId');
  return known;
}

function requireOther({ askedBy }: Proposal, { actor }: CommandMeta): void {
  if (askedBy === actor || !isPerson(actor))
    throw forbidden(
      'second_person_needed',
      'Whoever asked for it does not decide on it: ask a second person.',
    );
}

/** The event that takes effect says its limit, so that what was written before there were limits is known from it. */
const stamped = <E extends Event>(
  events: readonly E[],
  type: string | null | undefined,
  limit: number,
): readonly E[] =>
  events.map((event) => (event.type === type ? { ...event, data: { ...event.data, limit } } : event));
