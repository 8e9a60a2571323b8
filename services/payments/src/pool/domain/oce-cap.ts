/** A convention of a cooperative with OCE, as far as it binds a pool. */
export interface Convention {
  readonly conventionNumber: string;
  readonly validFrom: string;
  /** The last day on which it is in force. */
  readonly lastDay: string;
  readonly products: readonly string[];
  /** Cap on the total of OCE's charges, as a share of the proceeds. */
  readonly commissionCapPpm: number;
}

/** Whom a pool counts: the member, the product and the business date of each weighing. */
export interface CountedWeighing {
  readonly producerCode: string;
  readonly weighedOn: string;
}

/** The cap that binds, and the members for whom no convention gives OCE a right to anything. */
export interface OceCap {
  readonly capPpm: number;
  readonly without: readonly string[];
}

/**
 * The cap on OCE's charges: the lowest of the conventions that were in force, and listed the product, on the days on which
 * the members counted weighed in, and of the pool's own terms. Where a member's cooperative had none such, nothing gives
 * OCE a right to charge: the cap is 0.
 */
export function oceCapOf(
  weighings: Iterable<CountedWeighing>,
  productId: string,
  ownCapPpm: number,
  conventionsOf: (producerCode: string) => readonly Convention[],
): OceCap {
  let capPpm = ownCapPpm;
  const without = new Set<string>();
  for (const { producerCode, weighedOn } of weighings) {
    const inForce = conventionsOf(producerCode).find(
      ({ validFrom, lastDay, products }) =>
        validFrom <= weighedOn && weighedOn <= lastDay && products.includes(productId),
    );
    if (inForce === undefined) without.add(producerCode);
    else capPpm = Math.min(capPpm, inForce.commissionCapPpm);
  }
  return { capPpm: without.size === 0 ? capPpm : 0, without: [...without].sort() };
}
