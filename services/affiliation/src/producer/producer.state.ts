import type { PlotDeclared } from '@oce/contracts';
import { unknownEvent } from '@oce/event-sourcing';
import type { AffiliateProducer } from './producer.commands';
import type { ProducerEvent } from './producer.events';

export interface ProducerState {
  /** As it was affiliated: hashes only. */
  readonly affiliated?: Partial<AffiliateProducer['data']> & { readonly affiliatedOn: string };
  readonly leftOn?: string;
  readonly isErased: boolean;
  readonly isKeyDestroyed: boolean;
  readonly phoneFingerprint?: string;
  readonly plots: Readonly<Record<string, PlotDeclared['data']>>;
}

export const noProducer: ProducerState = { isErased: false, isKeyDestroyed: false, plots: {} };

/** What an event makes of a producer. */
export function evolveProducer(state: ProducerState, event: ProducerEvent): ProducerState {
  switch (event.type) {
    case 'ProducerAffiliated': {
      const { producerCode, cooperativeId, affiliatedOn, fingerprint, cinClaim } = event.data;
      return { ...state, affiliated: { producerCode, cooperativeId, affiliatedOn, fingerprint, cinClaim } };
    }
    case 'ProducerContactChanged':
      return { ...state, phoneFingerprint: event.data.fingerprint };
    case 'PlotDeclared':
      return { ...state, plots: { ...state.plots, [event.data.plotId]: event.data } };
    case 'ProducerLeft':
      return { ...state, leftOn: event.data.leftOn };
    case 'PersonErased':
      return { ...state, isErased: true };
    case 'PersonKeyDestroyed':
      return { ...state, isKeyDestroyed: true };
    default:
      return unknownEvent(event);
  }
}

/** Whether a producer is entitled to the claim on a CIN: as long as they belong. */
export function holdsCin(state: ProducerState, cinClaim: string): boolean {
  return state.affiliated?.cinClaim === cinClaim && state.leftOn === undefined && !state.isErased;
}
