import type { Encrypted, ErasureRequested, PersonErased, PlotDeclared, ProducerLeft } from '@oce/contracts';
import { conflict, defineAggregate, invalid, notFound, saysTheSame } from '@oce/event-sourcing';
import { businessDate } from '@oce/quantities';
import type {
  AffiliateProducer,
  ChangeContact,
  DeclarePlot,
  ErasePerson,
  LetProducerLeave,
  ProducerCommand,
} from './producer.commands';
import { producerEvents, type ProducerEvent } from './producer.events';

export interface ProducerState {
  /** As it was affiliated: hashes only. */
  readonly affiliated?: Partial<AffiliateProducer['data']> & { readonly affiliatedOn: string };
  readonly left?: ProducerLeft['data'];
  /** What was asked, while money is on its way to the person. */
  readonly erasure?: ErasureRequested['data'];
  readonly erased?: PersonErased['data'];
  readonly isKeyDestroyed: boolean;
  /** The telephone in force, sealed. */
  readonly phone?: Encrypted;
  /** Of the telephone in force, where its event tells: an affiliation has one mark over all personal fields. */
  readonly phoneFingerprint?: string;
  readonly plots: Readonly<Record<string, PlotDeclared['data']>>;
}

/** Whether a producer has left by a day: a departure counts from its day. */
export const hasLeft = ({ left }: Pick<ProducerState, 'left'>, today: string): boolean =>
  left !== undefined && left.leftOn <= today;

/** Whether a producer is entitled to the claim on a CIN on a day: as long as they belong. */
export function holdsCin(state: ProducerState, cinClaim: string, today: string): boolean {
  return state.affiliated?.cinClaim === cinClaim && !hasLeft(state, today) && !state.erased;
}

/** A producer: a member of a cooperative, and a person with a right to be forgotten. The id is the producer code. */
export const producerAggregate = defineAggregate<ProducerState, ProducerCommand, typeof producerEvents>(
  producerEvents,
  {
    initial: { isKeyDestroyed: false, plots: {} },

    decide: {
      AffiliateProducer: affiliate,
      DeclarePlot: declarePlot,
      ChangeContact: changeContact,
      LetProducerLeave: letLeave,
      ErasePerson: askErasure,
      CarryOutErasure: (_command, { erasure, erased }) =>
        erasure === undefined || erased !== undefined ? [] : [producerEvents.PersonErased(erasure)],
      ConfirmKeyDestroyed({ data }, state) {
        const isDue = state.erased !== undefined && !state.isKeyDestroyed;
        return isDue ? [producerEvents.PersonKeyDestroyed(data)] : [];
      },
    },

    evolve: {
      ProducerAffiliated(state, { data }) {
        const { producerCode, cooperativeId, affiliatedOn, fingerprint, cinClaim, phone } = data;
        const affiliated = { producerCode, cooperativeId, affiliatedOn, fingerprint, cinClaim };
        return { ...state, affiliated, phone };
      },
      ProducerContactChanged: (state, { data }) => ({
        ...state,
        phone: data.phone,
        phoneFingerprint: data.fingerprint,
      }),
      PlotDeclared: (state, { data }) => ({ ...state, plots: { ...state.plots, [data.plotId]: data } }),
      ProducerLeft: (state, { data }) => ({ ...state, left: data }),
      ErasureRequested: (state, { data }) => ({ ...state, erasure: data }),
      PersonErased: (state, { data }) => ({ ...state, erased: data }),
      PersonKeyDestroyed: (state) => ({ ...state, isKeyDestroyed: true }),
    },
  },
);

/**
 * A producer of a cooperative under convention. The same again changes nothing, also after they have left or have another
 * telephone: a list is imported as often as one likes. Another under the code is refused.
 */
function affiliate(
  { data, sealed, facts }: AffiliateProducer,
  { affiliated, erased }: ProducerState,
): ProducerEvent[] {
  const message = 'The person of this code was erased at their request. Affiliate under another code.';
  if (erased !== undefined) throw conflict('person_erased', message, 'producerCode');
  if (affiliated !== undefined) {
    const isSame = saysTheSame(affiliated, data);
    const message = 'A producer of this code stands with another content.';
    if (!isSame) throw conflict('producer_code_taken', message, 'producerCode');
    return [];
  }
  refuseWithoutConvention(facts);
  return [producerEvents.ProducerAffiliated({ ...data, ...sealed })];
}

/** Refuses `cooperative_unknown` and `convention_not_in_force`. */
export function refuseWithoutConvention({ cooperative }: AffiliateProducer['facts']): void {
  if (cooperative === 'unknown')
    throw invalid('cooperative_unknown', 'No cooperative is affiliated under this id.', 'cooperativeId');
  if (cooperative === 'without_convention')
    throw conflict(
      'convention_not_in_force',
      'The cooperative has no convention in force on this day.',
      'affiliatedOn',
    );
}

/** A plot declared again with other figures is corrected; as it stands it changes nothing. */
function declarePlot({ data, meta }: DeclarePlot, state: ProducerState): ProducerEvent[] {
  refuseUnlessMember(state, businessDate(meta.now));
  const known = state.plots[data.plotId];
  if (known && saysTheSame(known, data)) return [];
  return [producerEvents.PlotDeclared(data)];
}

function changeContact({ data, sealed, facts, meta }: ChangeContact, state: ProducerState): ProducerEvent[] {
  refuseUnlessMember(state, businessDate(meta.now));
  const inForce = state.phoneFingerprint ?? facts.phoneFingerprint;
  if (inForce === data.fingerprint) return [];
  return [producerEvents.ProducerContactChanged({ ...data, ...sealed })];
}

function letLeave({ data }: LetProducerLeave, state: ProducerState): ProducerEvent[] {
  if (state.left && saysTheSame(state.left, data)) return [];
  const { affiliatedOn } = affiliatedOf(state);
  if (state.left) throw producerLeft(state.left);
  if (data.leftOn < affiliatedOn)
    throw invalid('left_before_affiliated', 'A producer leaves after they came.', 'leftOn');
  return [producerEvents.ProducerLeft(data)];
}

/**
 * Whoever is to be forgotten belongs no more from the day of the request. The name goes once no money is on its way to
 * them (ADR 12): payments says when. Refuses `erasure_requested_already` and `person_erased_already`.
 */
function askErasure({ data }: ErasePerson, state: ProducerState): ProducerEvent[] {
  const { left, erased, erasure } = state;
  affiliatedOf(state);
  const before = erased ?? erasure;
  if (before) {
    const field = before.requestedOn === data.requestedOn ? 'reason' : 'requestedOn';
    const asked = `as was asked on ${before.requestedOn}: ${before.reason}.`;
    if (saysTheSame(before, data)) return [];
    throw erased
      ? conflict('person_erased_already', `The person is erased already, ${asked}`, field)
      : conflict('erasure_requested_already', `The person is to be erased already, ${asked}`, field);
  }
  const requested: ProducerEvent = producerEvents.ErasureRequested(data);
  if (left && left.leftOn <= data.requestedOn) return [requested];
  const { personId: producerCode, requestedOn } = data;
  const leaving = { producerCode, leftOn: requestedOn, reason: 'person erased' };
  return [producerEvents.ProducerLeft(leaving), requested];
}

/** The producer as affiliated. Refuses `producer_unknown`. */
export function affiliatedOf({ affiliated }: ProducerState): NonNullable<ProducerState['affiliated']> {
  if (affiliated === undefined)
    throw notFound('producer_unknown', 'No producer is affiliated under this code.', 'producerCode');
  return affiliated;
}

function refuseUnlessMember(state: ProducerState, today: string): void {
  affiliatedOf(state);
  if (state.left && hasLeft(state, today)) throw producerLeft(state.left);
}

const producerLeft = ({ leftOn, reason }: ProducerLeft['data']) =>
  conflict('producer_left', `The producer left on ${leftOn}: ${reason}.`, 'producerCode');
