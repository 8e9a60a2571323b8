import {
  affiliation,
  type ConventionEnded,
  type ConventionSigned,
  type CooperativeAffiliated,
} from '@oce/contracts';
import {
  conflict,
  defineAggregate,
  invalid,
  notFound,
  saysTheSame,
  type Command,
  type EventOf,
} from '@oce/event-sourcing';

export const cooperativeEvents = affiliation.cooperative;

export type CooperativeEvent = EventOf<typeof cooperativeEvents>;

export type AffiliateCooperative = Command<'AffiliateCooperative', CooperativeAffiliated['data']>;
export type SignConvention = Command<'SignConvention', ConventionSigned['data']>;
export type EndConvention = Command<'EndConvention', ConventionEnded['data']>;
export type CooperativeCommand = AffiliateCooperative | SignConvention | EndConvention;

export interface ConventionState extends Readonly<ConventionSigned['data']> {
  readonly endedOn?: string;
  readonly endedFor?: string;
}
export interface CooperativeState {
  readonly affiliated?: CooperativeAffiliated['data'];
  readonly conventions: readonly ConventionState[];
}

/** A cooperative and the conventions that it signed with OCE, one at a time. */
export const cooperativeAggregate = defineAggregate<
  CooperativeState,
  CooperativeCommand,
  typeof cooperativeEvents
>(cooperativeEvents, {
  initial: { conventions: [] },

  decide: {
    AffiliateCooperative: affiliate,
    SignConvention: (command, state) => sign(command, affiliated(state)),
    EndConvention: (command, state) => end(command, affiliated(state)),
  },

  evolve: {
    CooperativeAffiliated: (state, { data }) => ({ ...state, affiliated: data }),
    ConventionSigned: (state, { data }) => ({ ...state, conventions: [...state.conventions, data] }),
    ConventionEnded(state, { data }) {
      const { conventionNumber, endedOn, reason: endedFor } = data;
      const ended = (one: ConventionState) =>
        one.conventionNumber === conventionNumber ? { ...one, endedOn, endedFor } : one;
      return { ...state, conventions: state.conventions.map(ended) };
    },
  },
});

function affiliated(state: CooperativeState): CooperativeState {
  const isUnknown = state.affiliated === undefined;
  if (isUnknown) throw notFound('cooperative_unknown', 'Affiliate the cooperative first.', 'cooperativeId');
  return state;
}

function affiliate({ data }: AffiliateCooperative, { affiliated }: CooperativeState): CooperativeEvent[] {
  if (affiliated === undefined) return [cooperativeEvents.CooperativeAffiliated(data)];
  const message = 'A cooperative of this id stands with another content.';
  if (!saysTheSame(affiliated, data)) throw conflict('cooperative_id_taken', message, 'cooperativeId');
  return [];
}

function sign({ data }: SignConvention, { conventions }: CooperativeState): CooperativeEvent[] {
  const known = conventions.find((one) => one.conventionNumber === data.conventionNumber);
  if (known) {
    const { endedOn: _endedOn, endedFor: _endedFor, ...signed } = known;
    const message = 'A convention of this number stands with another content.';
    const isSame = saysTheSame(inOneOrder(signed), inOneOrder(data));
    if (!isSame) throw conflict('convention_number_taken', message, 'conventionNumber');
    return [];
  }
  if (data.validTo < data.validFrom)
    throw invalid('validity_backwards', 'A convention ends after it begins.', 'validTo');
  const other = conventions.find((one) => one.validFrom <= data.validTo && data.validFrom <= lastDayOf(one));
  const message = `Convention ${other?.conventionNumber} is in force in that time. End it first.`;
  if (other !== undefined) throw conflict('convention_overlaps', message, 'validFrom');
  return [cooperativeEvents.ConventionSigned(data)];
}

function end({ data }: EndConvention, { conventions }: CooperativeState): CooperativeEvent[] {
  const known = conventions.find((one) => one.conventionNumber === data.conventionNumber);
  if (known === undefined)
    throw notFound('convention_unknown', 'No convention of this number was signed.', 'conventionNumber');
  if (known.endedOn !== undefined) {
    const message = `The convention ended on ${known.endedOn}: ${known.endedFor}.`;
    if (known.endedOn !== data.endedOn) throw conflict('convention_ended', message, 'endedOn');
    if (known.endedFor !== data.reason) throw conflict('convention_ended', message, 'reason');
    return [];
  }
  if (data.endedOn < known.validFrom || data.endedOn > known.validTo)
    throw invalid('end_outside_validity', 'A convention is ended within its validity.', 'endedOn');
  return [cooperativeEvents.ConventionEnded(data)];
}

/** Products of a convention are a set: in whatever order they are named, it is the same convention. */
function inOneOrder(signed: ConventionSigned['data']): ConventionSigned['data'] {
  return { ...signed, products: [...signed.products].sort() };
}

/** The last day on which a convention is in force, that day included. */
export function lastDayOf({ validTo, endedOn }: { validTo: string; endedOn?: string }): string {
  return endedOn !== undefined && endedOn < validTo ? endedOn : validTo;
}
