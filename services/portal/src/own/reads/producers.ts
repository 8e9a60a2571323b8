import { affiliation, type Encrypted } from '@oce/contracts';
import { projectionFrom } from '@oce/projections';

/** Who a producer is; names stay ciphertext here, and go when the person asks to be forgotten. */
export interface Producer {
  readonly producerCode: string;
  readonly cooperativeId: string;
  readonly affiliatedOn: string;
  readonly name: Encrypted | null;
  readonly nameArabic: Encrypted | null;
  readonly isErased: boolean;
}

/** Who is behind a producer code, for the header of their own page? */
export const producersProjection = projectionFrom(affiliation.producer)<Producer>({
  name: 'producers',
  version: 1,
  keys(event) {
    if (event.type === 'ProducerAffiliated') return [event.data.producerCode];
    return event.type === 'PersonErased' ? [event.data.personId] : [];
  },
  project(document, event) {
    if (event.type === 'ProducerAffiliated') {
      const { producerCode, cooperativeId, affiliatedOn, name, nameArabic } = event.data;
      const names = { name, nameArabic: nameArabic ?? null };
      return { producerCode, cooperativeId, affiliatedOn, ...names, isErased: false };
    }
    if (event.type === 'PersonErased' && document)
      return { ...document, name: null, nameArabic: null, isErased: true };
    return document;
  },
});
