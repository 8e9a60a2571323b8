import type { PoolCharge } from '@oce/contracts';
import { invalid } from '@oce/event-sourcing';
import { multiplyPpm, multiplyRatio, sumExactly } from '@oce/quantities';
import { requireAmount, requireShare } from './guards';

/** Who keeps a charge. The cap of the convention counts what OCE keeps, whatever it is called. */
export type ChargedBy = 'oce' | 'third_party';

/** A cost of the pool, as it was posted: freight, analyses, storage. */
export interface PostedCost {
  readonly kind: string;
  readonly chargedBy: ChargedBy;
  readonly amountCentimes: number;
}

/**
 * What is charged by rule: milling by weight, the commission, and the convention's cap on what OCE keeps. Commission and
 * cap are shares of the proceeds.
 */
export interface PoolTerms {
  readonly milling: { readonly perKgCentimes: number; readonly chargedBy: ChargedBy };
  readonly commissionPpm: number;
  readonly oceChargesCapPpm: number;
}

/** What is charged before the proceeds are shared. */
export interface ChargeTerms extends PoolTerms {
  readonly costs: readonly PostedCost[];
  /** A person has said that OCE bears a loss: what OCE asks for is then cut to the cap, instead of standing in the way. */
  readonly oceBearsLoss?: boolean;
}

/**
 * The charges on the proceeds of a pool or lot: milling by weight, costs as posted, then the commission. The cap holds
 * for the total of what OCE keeps, so the commission takes only what OCE's other charges leave of it (rounded down).
 * Worked numbers, case 3. Refuses `oce_charges_above_cap` where these alone pass the cap, `amount_negative`,
 * `amount_not_whole`, `share_out_of_range`.
 */
export function chargesOn(proceedsCentimes: number, payableGrams: number, terms: ChargeTerms): PoolCharge[] {
  requireAmount(proceedsCentimes, 'proceedsCentimes');
  requireAmount(payableGrams, 'payableGrams');
  const asked = [millingLine(payableGrams, terms.milling), ...terms.costs.map(costLine)];
  const beforeCommission = terms.oceBearsLoss === true ? cutToCap(proceedsCentimes, asked, terms) : asked;
  const commission = commissionLine(proceedsCentimes, beforeCommission, terms);
  return [...beforeCommission, commission];
}

function millingLine(payableGrams: number, milling: ChargeTerms['milling']): PoolCharge {
  requireAmount(milling.perKgCentimes, 'milling.perKgCentimes');
  const amountCentimes = multiplyRatio(payableGrams, milling.perKgCentimes, 1_000);
  return { kind: 'milling', chargedBy: milling.chargedBy, askedCentimes: amountCentimes, amountCentimes };
}

function costLine({ kind, chargedBy, amountCentimes }: PostedCost): PoolCharge {
  requireAmount(amountCentimes, `costs.${kind}`);
  return { kind, chargedBy, askedCentimes: amountCentimes, amountCentimes };
}

/** Cuts what OCE keeps, in the order of the lines, to what is left of its cap. */
function cutToCap(
  proceedsCentimes: number,
  lines: readonly PoolCharge[],
  { oceChargesCapPpm }: ChargeTerms,
): PoolCharge[] {
  let leftCentimes = capOf(proceedsCentimes, oceChargesCapPpm);
  return lines.map((line) => {
    if (line.chargedBy !== 'oce') return line;
    const amountCentimes = Math.min(line.amountCentimes, leftCentimes);
    leftCentimes -= amountCentimes;
    return { ...line, amountCentimes };
  });
}

/** The most that OCE may keep of proceeds, rounded down. */
export const capOf = (proceedsCentimes: number, oceChargesCapPpm: number): number =>
  multiplyPpm(proceedsCentimes, oceChargesCapPpm, 'toward-zero');

/** What OCE keeps of charges, in centimes. */
export const keptByOce = (lines: readonly Pick<PoolCharge, 'chargedBy' | 'amountCentimes'>[]): number =>
  sumExactly(lines.map((line) => (line.chargedBy === 'oce' ? line.amountCentimes : 0)));

/** What was asked differs from the amount only here, where the cap cuts it. */
function commissionLine(
  proceedsCentimes: number,
  others: readonly PoolCharge[],
  { commissionPpm, oceChargesCapPpm }: ChargeTerms,
): PoolCharge {
  requireShare(commissionPpm, 'commissionPpm');
  requireShare(oceChargesCapPpm, 'oceChargesCapPpm');
  const leftCentimes = capOf(proceedsCentimes, oceChargesCapPpm) - keptByOce(others);
  if (leftCentimes < 0)
    throw invalid(
      'oce_charges_above_cap',
      "OCE's charges pass the convention's cap before any commission. Reverse some, or say that OCE bears the loss.",
    );
  const askedCentimes = multiplyPpm(proceedsCentimes, commissionPpm);
  const amountCentimes = Math.min(askedCentimes, leftCentimes);
  return { kind: 'commission', chargedBy: 'oce', askedCentimes, amountCentimes };
}
