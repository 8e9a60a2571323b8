import { Injectable } from '@nestjs/common';
import { unknownEvent } from '@oce/event-sourcing';
import { projectionFrom, type MemoryView } from '@oce/projections';
import { InjectMemoryView } from '@oce/service-kit';
import { cooperativeEvents } from '../../cooperative/domain/cooperative.events';
import type { AffiliationFacts } from '../domain/producer.commands';

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

const PATIENCE_MS = 2_000;

/** Tells from memory whether a cooperative is under convention; waits for the log only about what it does not find. */
@Injectable()
export class Conventions {
  constructor(
    @InjectMemoryView(cooperativeReferences) private readonly cooperatives: MemoryView<CooperativeReference>,
  ) {}

  async inForce(cooperativeId: string, day: string): Promise<AffiliationFacts> {
    const known = this.lookUp(cooperativeId, day);
    if (known.cooperative === 'under_convention') return known;
    await this.cooperatives.catchUp(PATIENCE_MS);
    return this.lookUp(cooperativeId, day);
  }

  private lookUp(cooperativeId: string, day: string): AffiliationFacts {
    const found = this.cooperatives.get(cooperativeId);
    if (!found) return { cooperative: 'unknown' };
    const isCovered = found.conventions.some(({ from, to }) => from <= day && day <= to);
    return { cooperative: isCovered ? 'under_convention' : 'without_convention' };
  }
}
