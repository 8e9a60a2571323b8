import { unknownEvent } from '@oce/event-sourcing';
import { projectionFrom } from '@oce/projections';
import { cooperativeEvents } from '../../cooperative/domain/cooperative.events';

/** Kept in memory for the import of thousands: which cooperative has a convention, and when. */
export interface CooperativeReference {
  readonly conventions: readonly { readonly number: string; readonly from: string; readonly to: string }[];
}

export const cooperativeReferences = projectionFrom(cooperativeEvents)<CooperativeReference>({
  name: 'cooperative_references',
  version: 1,
  keys: (event) => [event.data.cooperativeId],
  project(document, event) {
    const conventions = document?.conventions ?? [];
    switch (event.type) {
      case 'CooperativeAffiliated':
        return { conventions };
      case 'ConventionSigned': {
        const { conventionNumber: number, validFrom: from, validTo: to } = event.data;
        return { conventions: [...conventions, { number, from, to }] };
      }
      case 'ConventionEnded': {
        const { conventionNumber, endedOn: to } = event.data;
        return {
          conventions: conventions.map((one) => (one.number === conventionNumber ? { ...one, to } : one)),
        };
      }
      default:
        return unknownEvent(event);
    }
  },
});
