import { affiliation, type Encrypted } from '@oce/contracts';
import { projectionFrom } from '@oce/projections';

/** Whom a personal code may be issued to. */
export interface ProducerReference {
  /** Encrypted with the producer's key; people like to take it for a code. */
  readonly birthDate: Encrypted;
}

/** The producers that affiliation knows, without those who were erased. */
export const producerReferences = projectionFrom(affiliation.producer)<ProducerReference>({
  name: 'producer_references',
  version: 1,
  keys(event) {
    if (event.type === 'ProducerAffiliated') return [event.data.producerCode];
    return event.type === 'PersonErased' ? [event.data.personId] : [];
  },
  project: (_document, event) =>
    event.type === 'ProducerAffiliated' ? { birthDate: event.data.birthDate } : null,
});
