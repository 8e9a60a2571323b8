import { Injectable } from '@nestjs/common';
import type { MemoryView } from '@oce/projections';
import { InjectMemoryView } from '@oce/service-kit';
import type { AffiliationFacts } from '../domain/producer.commands';
import { cooperativeReferences, type CooperativeReference } from './cooperative-references';

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
    await this.cooperatives.caughtUp(PATIENCE_MS);
    return this.lookUp(cooperativeId, day);
  }

  private lookUp(cooperativeId: string, day: string): AffiliationFacts {
    const found = this.cooperatives.get(cooperativeId);
    if (!found) return { cooperative: 'unknown' };
    const isCovered = found.conventions.some(({ from, to }) => from <= day && day <= to);
    return { cooperative: isCovered ? 'under_convention' : 'without_convention' };
  }
}
