import { invalid, refuseIf } from '@oce/event-sourcing';
import { multiplyRatio, pointsOf } from '@oce/quantities';
import type { DeductionClaim } from './deductions';
import type { ClosedValue } from './pool';

/** A delivery as it counts: the weight that is paid for and its coefficient. */
export interface CountedDelivery {
  readonly payableGrams: number;
  readonly coefficientPpm: number;
}

/** A new line that cites the original; nothing is edited. Negative: the member was paid too much. */
export interface Correction {
  readonly citesDeliveryId: string;
  readonly pointsDelta: bigint;
  readonly amountCentimes: number;
}

/**
 * Values a change found after closing at the closed value of a point, rounded once, half away from zero; the shares of
 * the other members stay. `before` is the delivery as last counted, `after` as it is now known (0 g for a reversal).
 * Worked numbers, case 5: 100 kg less at 1.05 is -680.50. A pool still open is run again instead.
 * Refuses `nothing_to_correct`.
 */
export function correctAfterClosing(
  deliveryId: string,
  before: CountedDelivery,
  after: CountedDelivery,
  closed: ClosedValue,
): Correction {
  const pointsDelta =
    pointsOf(after.payableGrams, after.coefficientPpm) - pointsOf(before.payableGrams, before.coefficientPpm);
  refuseIf(pointsDelta === 0n, invalid('nothing_to_correct', `Delivery ${deliveryId} counts as it did.`));
  return {
    citesDeliveryId: deliveryId,
    pointsDelta,
    amountCentimes: multiplyRatio(pointsDelta, closed.distributableCentimes, closed.points),
  };
}

/**
 * What a member was paid too much, as a claim on later settlements: it ranks with input credit and shares its cap,
 * for it too is money that the member has had already. Settlement rule, case 5: "recovered under the same cap".
 */
export function recoveryClaim(reference: string, overpaidCentimes: number): DeductionClaim {
  refuseIf(
    overpaidCentimes <= 0,
    invalid('nothing_to_recover', 'Only an overpayment is recovered.', 'overpaidCentimes'),
  );
  return { kind: 'input_credit', reference, askedCentimes: overpaidCentimes };
}
