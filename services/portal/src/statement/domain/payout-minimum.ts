import type { PayoutTermsPublished } from '@oce/contracts';
import { inForceOn } from '@oce/quantities';
import type { StatementTotals } from './statement';

/** From when on a transfer comes to how much at least. */
export type PayoutMinimum = Pick<
  PayoutTermsPublished['data'],
  'version' | 'validFrom' | 'minimumTransferCentimes'
>;

/** What is too little for a transfer waits for what comes later. */
export interface BelowMinimum {
  /** The minimum in force for the producer; null where there is none: whoever has left is paid whatever is owed. */
  readonly minimum: PayoutMinimum | null;
  /** What is carried forward because it is less, in centimes; 0 where nothing is. */
  readonly carriedForwardCentimes: number;
}

/**
 * What the minimum of a day makes of a balance: what is not in a transfer or at a counter already, where it is less. A
 * negative balance is none that could be paid.
 *
 * @param leftOn the first day on which the producer belongs no more
 */
export function belowMinimum(
  { balanceCentimes, inTransferCentimes }: Pick<StatementTotals, 'balanceCentimes' | 'inTransferCentimes'>,
  terms: readonly PayoutMinimum[],
  { today, leftOn }: { readonly today: string; readonly leftOn: string | null },
): BelowMinimum {
  const minimum = inForce(terms, today);
  const hasLeft = leftOn !== null && leftOn <= today;
  if (minimum === null || hasLeft) return { minimum: null, carriedForwardCentimes: 0 };
  const free = balanceCentimes - inTransferCentimes;
  const isTooLittle = free > 0 && free < minimum.minimumTransferCentimes;
  return { minimum, carriedForwardCentimes: isTooLittle ? free : 0 };
}

/** The latest terms that have begun; null for none, and for a minimum of nothing. */
function inForce(terms: readonly PayoutMinimum[], today: string): PayoutMinimum | null {
  const latest = inForceOn(terms, today);
  return latest === undefined || latest.minimumTransferCentimes === 0 ? null : latest;
}
