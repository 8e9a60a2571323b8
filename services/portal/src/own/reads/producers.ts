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
export const producersProjection = projectionFrom(
  affiliation.producer.ProducerAffiliated,
  affiliation.producer.PersonErased,
)<Producer>({
  name: 'producers',
  version: 1,
  keys: (event) => [event.type === 'ProducerAffiliated' ? event.data.producerCode : event.data.personId],
  project(document, event) {
    if (event.type === 'ProducerAffiliated') {
      const { producerCode, cooperativeId, affiliatedOn, name, nameArabic } = event.data;
      return {
        producerCode,
        cooperativeId,
        affiliatedOn,
        name,
        nameArabic: nameArabic ?? null,
        isErased: false,
      };
    }
    return document && { ...document, name: null, nameArabic: null, isErased: true };
  },
});
