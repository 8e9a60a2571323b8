import { Injectable } from '@nestjs/common';
import type { MemoryView } from '@oce/projections';
import { InjectMemoryView } from '@oce/service-kit';
import type { AffiliationFacts } from '../domain/producer.commands';
import {
  cooperativeReferences,
  productReferences,
  type CooperativeReference,
  type ProductReference,
} from './conventions';

const PATIENCE_MS = 2_000;

/** Gathers what deciders must know of other aggregates, from memory; asks the log only about what it does not find. */
@Injectable()
export class References {
  constructor(
    @InjectMemoryView(cooperativeReferences) private readonly cooperatives: MemoryView<CooperativeReference>,
    @InjectMemoryView(productReferences) private readonly products: MemoryView<ProductReference>,
  ) {}

  /** What stands about a cooperative on a day; without waiting when all is well. */
  async ofCooperative(cooperativeId: string, day: string): Promise<AffiliationFacts> {
    const known = this.lookUp(cooperativeId, day);
    if (known.cooperative === 'under_convention') return known;
    await this.cooperatives.catchUp(PATIENCE_MS);
    return this.lookUp(cooperativeId, day);
  }

  async isProductListed(productId: string): Promise<boolean> {
    return (await this.products.find(productId, PATIENCE_MS)) !== undefined;
  }

  private lookUp(cooperativeId: string, day: string): AffiliationFacts {
    const found = this.cooperatives.get(cooperativeId);
    if (!found) return { cooperative: 'unknown' };
    const isCovered = found.conventions.some(({ from, to }) => from <= day && day <= to);
    return { cooperative: isCovered ? 'under_convention' : 'without_convention' };
  }
}
