import { affiliation, type Encrypted, type ProducerAffiliated } from '@oce/contracts';
import { projectionFrom } from '@oce/projections';

/** Who a producer is; names stay ciphertext here, and go when the person asks to be forgotten. */
export type Producer = Pick<ProducerAffiliated['data'], 'producerCode' | 'cooperativeId' | 'affiliatedOn'> & {
  readonly name: Encrypted | null;
  readonly nameArabic: Encrypted | null;
  readonly isErased: boolean;
};

/** Who is behind a producer code, for the header of their own page? */
export const producersProjection = projectionFrom(
  affiliation.producer.ProducerAffiliated,
  affiliation.producer.PersonErased,
)<Producer>({
  name: 'producers',
  version: 1,
  keys: (event) => [event.type === 'ProducerAffiliated' ? event.data.producerCode : event.data.personId],
  project: {
    ProducerAffiliated(_document, { data }) {
      const { producerCode, cooperativeId, affiliatedOn, name, nameArabic = null } = data;
      return { producerCode, cooperativeId, affiliatedOn, name, nameArabic, isErased: false };
    },
    PersonErased: (document) => document && { ...document, name: null, nameArabic: null, isErased: true },
  },
});
