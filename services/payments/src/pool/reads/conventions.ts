import { affiliation } from '@oce/contracts';
import { projectionFrom } from '@oce/projections';
import type { Convention } from '../domain/oce-cap';

/** A cooperative with all conventions that it signed. */
export interface CooperativeConventions {
  readonly cooperativeId: string;
  readonly conventions: readonly Convention[];
}

/** What has each cooperative agreed with OCE? */
export const conventionsProjection = projectionFrom(
  affiliation.cooperative.ConventionSigned,
  affiliation.cooperative.ConventionEnded,
)<CooperativeConventions>({
  name: 'conventions',
  version: 1,
  keys: (event) => [event.data.cooperativeId],
  project(document, event) {
    const { cooperativeId, conventionNumber } = event.data;
    const known = document?.conventions ?? [];
    if (event.type === 'ConventionSigned') {
      const { validFrom, validTo, commissionCapPpm } = event.data;
      const products = [...event.data.products];
      const signed = { conventionNumber, validFrom, lastDay: validTo, products, commissionCapPpm };
      return { cooperativeId, conventions: [...known, signed] };
    }
    const { endedOn } = event.data;
    const conventions = known.map((one) =>
      one.conventionNumber === conventionNumber && endedOn < one.lastDay ? { ...one, lastDay: endedOn } : one,
    );
    return { cooperativeId, conventions };
  },
});

export interface MemberCooperative {
  readonly producerCode: string;
  readonly cooperativeId: string;
}

/** Of which cooperative is each producer a member? */
export const memberCooperativesProjection = projectionFrom(
  affiliation.producer.ProducerAffiliated,
)<MemberCooperative>({
  name: 'member_cooperatives',
  version: 1,
  keys: (event) => [event.data.producerCode],
  project: (_document, { data: { producerCode, cooperativeId } }) => ({ producerCode, cooperativeId }),
});
