import { projectionFrom } from '@oce/projections';
import { cooperativeEvents } from '../../cooperative/domain/cooperative';

/** Kept in memory for the import of thousands: which cooperative has a convention, and when. */
export interface CooperativeReference {
  readonly conventions: readonly { readonly number: string; readonly from: string; readonly to: string }[];
}

export const cooperativeReferences = projectionFrom(cooperativeEvents)<CooperativeReference>({
  name: 'cooperative_references',
  version: 1,
  keys: (event) => [event.data.cooperativeId],
  project: {
    CooperativeAffiliated: (document) => ({ conventions: document?.conventions ?? [] }),
    ConventionSigned(document, { data }) {
      const { conventionNumber: number, validFrom: from, validTo: to } = data;
      return { conventions: [...(document?.conventions ?? []), { number, from, to }] };
    },
    ConventionEnded(document, { data: { conventionNumber, endedOn: to } }) {
      const conventions = document?.conventions ?? [];
      return {
        conventions: conventions.map((one) => (one.number === conventionNumber ? { ...one, to } : one)),
      };
    },
  },
});
