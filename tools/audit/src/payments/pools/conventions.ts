import type { DataOf } from '../../events';

interface Convention {
  readonly conventionNumber: string;
  readonly validFrom: string;
  lastDay: string;
  readonly products: readonly string[];
  readonly commissionCapPpm: number;
}

/** What cooperatives have agreed with OCE, and of which each producer is a member. */
export class Conventions {
  private readonly byCooperative = new Map<string, Convention[]>();
  private readonly cooperativeOf = new Map<string, string>();

  signed(data: DataOf<'ConventionSigned'>): void {
    const { cooperativeId, conventionNumber, validFrom, validTo, products, commissionCapPpm } = data;
    const known = this.byCooperative.get(cooperativeId) ?? [];
    known.push({ conventionNumber, validFrom, lastDay: validTo, products, commissionCapPpm });
    this.byCooperative.set(cooperativeId, known);
  }

  ended({ cooperativeId, conventionNumber, endedOn }: DataOf<'ConventionEnded'>): void {
    for (const one of this.byCooperative.get(cooperativeId) ?? [])
      if (one.conventionNumber === conventionNumber && endedOn < one.lastDay) one.lastDay = endedOn;
  }

  affiliated({ producerCode, cooperativeId }: DataOf<'ProducerAffiliated'>): void {
    this.cooperativeOf.set(producerCode, cooperativeId);
  }

  /**
   * The cap on OCE's charges: the lowest of those in force for the product on the days of weighing, and of the pool's own.
   * A member who weighed in under none gives OCE no right to any.
   */
  capOf(
    weighings: Iterable<{ readonly producerCode: string; readonly weighedOn: string }>,
    productId: string,
    ownCapPpm: number,
  ): number {
    let capPpm = ownCapPpm;
    for (const { producerCode, weighedOn } of weighings) {
      const known = this.byCooperative.get(this.cooperativeOf.get(producerCode) ?? '') ?? [];
      const inForce = known.find(
        (one) => one.validFrom <= weighedOn && weighedOn <= one.lastDay && one.products.includes(productId),
      );
      if (inForce === undefined) return 0;
      capPpm = Math.min(capPpm, inForce.commissionCapPpm);
    }
    return capPpm;
  }
}
