import { unknownEvent } from '@oce/event-sourcing';
import { projectionFrom } from '@oce/projections';
import { cooperativeEvents } from '../domain/cooperative.events';

export interface ConventionDocument {
  readonly conventionNumber: string;
  readonly validFrom: string;
  readonly validTo: string;
  readonly products: readonly string[];
  readonly commissionCapPpm: number;
  readonly endedOn: string | null;
  readonly endReason: string | null;
}
export interface CooperativeDocument {
  readonly cooperativeId: string;
  readonly name: string;
  readonly region: string;
  readonly ice: string;
  readonly affiliatedOn: string;
  readonly conventions: readonly ConventionDocument[];
}

/** Which cooperatives are affiliated, under which conventions? */
export const cooperativesProjection = projectionFrom(cooperativeEvents)<CooperativeDocument>({
  name: 'cooperatives',
  version: 1,
  keys: (event) => [event.data.cooperativeId],
  project(document, event) {
    if (event.type === 'CooperativeAffiliated') {
      const { cooperativeId, name, region, ice, affiliatedOn } = event.data;
      return { cooperativeId, name, region, ice, affiliatedOn, conventions: [] };
    }
    if (!document) return undefined;
    switch (event.type) {
      case 'ConventionSigned': {
        const { conventionNumber, validFrom, validTo, products, commissionCapPpm } = event.data;
        const signed = {
          conventionNumber,
          validFrom,
          validTo,
          products,
          commissionCapPpm,
          endedOn: null,
          endReason: null,
        };
        return { ...document, conventions: [...document.conventions, signed] };
      }
      case 'ConventionEnded': {
        const { conventionNumber, endedOn, reason: endReason } = event.data;
        const ended = (one: ConventionDocument) =>
          one.conventionNumber === conventionNumber ? { ...one, endedOn, endReason } : one;
        return { ...document, conventions: document.conventions.map(ended) };
      }
      default:
        return unknownEvent(event);
    }
  },
});
