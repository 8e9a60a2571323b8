import type { Encrypted, PersonErased, PlotDeclared, ProducerLeft } from '@oce/contracts';
import { unknownEvent } from '@oce/event-sourcing';
import type { AffiliateProducer } from './producer.commands';
import type { ProducerEvent } from './producer.events';

export interface ProducerState {
  /** As it was affiliated: hashes only. */
  readonly affiliated?: Partial<AffiliateProducer['data']> & { readonly affiliatedOn: string };
  readonly left?: ProducerLeft['data'];
  readonly erased?: PersonErased['data'];
  readonly isKeyDestroyed: boolean;
  /** The telephone in force, sealed. */
  readonly phone?: Encrypted;
  /** Of the telephone in force, where its event tells: an affiliation has one mark over all personal fields. */
  readonly phoneFingerprint?: string;
  readonly plots: Readonly<Record<string, PlotDeclared['data']>>;
}

export const noProducer: ProducerState = { isKeyDestroyed: false, plots: {} };

/** What an event makes of a producer. */
export function evolveProducer(state: ProducerState, event: ProducerEvent): ProducerState {
  switch (event.type) {
    case 'ProducerAffiliated': {
      const { producerCode, cooperativeId, affiliatedOn, fingerprint, cinClaim, phone } = event.data;
      const affiliated = { producerCode, cooperativeId, affiliatedOn, fingerprint, cinClaim };
      return { ...state, affiliated, phone };
    }
    case 'ProducerContactChanged':
      return { ...state, phone: event.data.phone, phoneFingerprint: event.data.fingerprint };
    case 'PlotDeclared':
      return { ...state, plots: { ...state.plots, [event.data.plotId]: event.data } };
    case 'ProducerLeft':
      return { ...state, left: event.data };
    case 'PersonErased':
      return { ...state, erased: event.data };
    case 'PersonKeyDestroyed':
      return { ...state, isKeyDestroyed: true };
    default:
      return unknownEvent(event);
  }
}

/** Whether a producer is entitled to the claim on a CIN: as long as they belong. */
export function holdsCin(state: ProducerState, cinClaim: string): boolean {
  return state.affiliated?.cinClaim === cinClaim && !state.left && !state.erased;
}
