import type { DataOf, Reduction } from '../events';
import { multiplyPpm, multiplyRatio, ONE_PPM } from '@oce/quantities';

const ONE_POINT_PPM = ONE_PPM / 100;

/** Shrink factors that intake rules have ever named, by product and base: what a reduction by pencil shrink may use. */
export class ShrinkFactors {
  private readonly byBase = new Map<string, Set<number>>();

  learn({ productId, moisture }: DataOf<'IntakeRulePublished'>): void {
    if (moisture?.method.kind !== 'pencil_shrink') return;
    const factor = moisture.method.shrinkPpmPerPoint;
    const key = `${productId} ${moisture.basePpm}`;
    this.byBase.set(key, (this.byBase.get(key) ?? new Set<number>()).add(factor));
  }

  of(productId: string, basePpm: number): readonly number[] {
    return [...(this.byBase.get(`${productId} ${basePpm}`) ?? [])];
  }
}

/**
 * What a reduction takes off a weight, by what it says of itself; several answers where several shrink factors were in
 * force. Worked numbers, cases 1 and 6: half away from zero, to the gram.
 */
export function reducedGrams(
  { kind, measuredPpm, allowedPpm }: Reduction,
  fromGrams: number,
  factors: readonly number[],
): number[] {
  const excessPpm = Math.max(0, measuredPpm - allowedPpm);
  switch (kind) {
    case 'impurities':
      return [multiplyPpm(fromGrams, excessPpm)];
    case 'moisture_by_dry_matter':
      return [multiplyRatio(fromGrams, excessPpm, ONE_PPM - allowedPpm)];
    case 'moisture_by_pencil_shrink':
      return factors.map((factor) =>
        Math.min(fromGrams, multiplyRatio(fromGrams, excessPpm * factor, ONE_POINT_PPM * ONE_PPM)),
      );
    default:
      throw new Error(`no such reduction: ${String(kind)}`);
  }
}

/** What remains of a net weight after reductions, each from what the one before has left; all that may be right. */
export function payableGrams(
  netGrams: number,
  reductions: readonly Reduction[],
  productId: string,
  factors: ShrinkFactors,
): number[] {
  let left = [netGrams];
  for (const reduction of reductions) {
    const isShrunk = reduction.kind === 'moisture_by_pencil_shrink';
    const known = isShrunk ? factors.of(productId, reduction.allowedPpm) : [];
    left = left.flatMap((grams) => reducedGrams(reduction, grams, known).map((taken) => grams - taken));
  }
  return left;
}
