import type { DataOf, PoolCharge } from '../../events';
import { multiplyPpm, multiplyRatio } from '@oce/quantities';

type Costs = readonly Pick<DataOf<'ChargePosted'>, 'kind' | 'chargedBy' | 'amountCentimes'>[];

/**
 * The charges on a pool's proceeds, re-derived: milling by weight, costs as posted, and a commission that takes no more
 * than OCE's other charges leave under the convention's cap. Worked numbers, case 3.
 */
export function chargesOf(
  proceedsCentimes: number,
  payableGrams: number,
  { milling, commissionPpm, oceChargesCapPpm }: DataOf<'PoolOpened'>['terms'],
  costs: Costs,
): PoolCharge[] {
  const millingCentimes = multiplyRatio(payableGrams, milling.perKgCentimes, 1_000);
  const lines = [
    line('milling', milling.chargedBy, millingCentimes, millingCentimes),
    ...costs.map(({ kind, chargedBy, amountCentimes }) =>
      line(kind, chargedBy, amountCentimes, amountCentimes),
    ),
  ];
  const capCentimes = multiplyPpm(proceedsCentimes, oceChargesCapPpm, 'toward-zero');
  const kept = lines.reduce((sum, one) => sum + (one.chargedBy === 'oce' ? one.amountCentimes : 0), 0);
  const asked = multiplyPpm(proceedsCentimes, commissionPpm);
  return [...lines, line('commission', 'oce', asked, Math.min(asked, capCentimes - kept))];
}

const line = (
  kind: string,
  chargedBy: PoolCharge['chargedBy'],
  askedCentimes: number,
  amountCentimes: number,
): PoolCharge => ({ kind, chargedBy, askedCentimes, amountCentimes });

export const chargeText = ({ kind, chargedBy, askedCentimes, amountCentimes }: PoolCharge): string =>
  `${kind} by ${chargedBy} ${amountCentimes} of ${askedCentimes}`;
