import type { ConventionSigned, CooperativeAffiliated } from '@oce/contracts';
import { projectionFrom } from '@oce/projections';
import { cooperativeEvents } from '../domain/cooperative';

type ConventionDocument = Omit<ConventionSigned['data'], 'cooperativeId'> & {
  readonly endedOn: string | null;
  readonly endReason: string | null;
};
export type CooperativeDocument = CooperativeAffiliated['data'] & {
  readonly conventions: readonly ConventionDocument[];
};

/** Which cooperatives are affiliated, under which conventions? */
export const cooperativesProjection = projectionFrom(cooperativeEvents)<CooperativeDocument>({
  name: 'cooperatives',
  version: 1,
  keys: (event) => [event.data.cooperativeId],
  project: {
    CooperativeAffiliated: (_document, { data }) => ({ ...data, conventions: [] }),
    ConventionSigned(document, { data }) {
      const { conventionNumber, validFrom, validTo, products, commissionCapPpm } = data;
      const signed = { conventionNumber, validFrom, validTo, products, commissionCapPpm };
      const convention = { ...signed, endedOn: null, endReason: null };
      return document && { ...document, conventions: [...document.conventions, convention] };
    },
    ConventionEnded(document, { data }) {
      if (!document) return undefined;
      const { conventionNumber, endedOn, reason: endReason } = data;
      const ended = (one: ConventionDocument) =>
        one.conventionNumber === conventionNumber ? { ...one, endedOn, endReason } : one;
      return { ...document, conventions: document.conventions.map(ended) };
    },
  },
});
