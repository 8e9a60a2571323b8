import {
  affiliation,
  payments,
  type BankDetailsSuspended,
  type Encrypted,
  type ProducerAffiliated,
} from '@oce/contracts';
import { projectionFrom } from '@oce/projections';

/** Who a producer is; names stay ciphertext here, and go when the person asks to be forgotten. */
export type Producer = Pick<ProducerAffiliated['data'], 'producerCode' | 'cooperativeId' | 'affiliatedOn'> & {
  readonly name: Encrypted | null;
  readonly nameArabic: Encrypted | null;
  readonly isErased: boolean;
  /** From when they belong no more; null for members. */
  readonly leftOn: string | null;
  /** Why the bank refuses the account that they are paid to; null where it does not. */
  readonly suspended: Pick<BankDetailsSuspended['data'], 'reasonCode' | 'returned' | 'suspendedOn'> | null;
};

/** Who is behind a producer code, for the header of their own page? */
export const producersProjection = projectionFrom(
  affiliation.producer.ProducerAffiliated,
  affiliation.producer.ProducerLeft,
  affiliation.producer.PersonErased,
  payments.bankDetails,
)<Producer>({
  name: 'producers',
  // 3: departures.
  version: 3,
  keys: (event) => [event.type === 'PersonErased' ? event.data.personId : event.data.producerCode],
  project: {
    ProducerAffiliated(_document, { data }) {
      const { producerCode, cooperativeId, affiliatedOn, name, nameArabic = null } = data;
      return {
        producerCode,
        cooperativeId,
        affiliatedOn,
        name,
        nameArabic,
        isErased: false,
        leftOn: null,
        suspended: null,
      };
    },
    ProducerLeft: (document, { data }) => document && { ...document, leftOn: data.leftOn },
    BankDetailsSuspended: (document, { data: { reasonCode, returned, suspendedOn } }) =>
      document && { ...document, suspended: { reasonCode, returned, suspendedOn } },
    BankDetailsRestored: (document) => document && { ...document, suspended: null },
    PersonErased: (document) => document && { ...document, name: null, nameArabic: null, isErased: true },
  },
});
