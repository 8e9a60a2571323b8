import { sumExactly } from '@oce/quantities';
import { gramsOf } from '@oce/origins';
import type { LotsById } from '../../pool/domain/by-origin';
import type { ShownProceeds } from '../../pool/reads/pool-entries';
import type { SplitProceeds } from '../../pool/reads/proceeds-by-origin';
import { sum, type Step } from './explain-tree';

/**
 * What raw lots of a pool were sold as, a step each conditioned lot: how many grams of each raw lot are in it, and what of
 * the money is theirs, derived again from the origins.
 */
export function soldAsSteps(
  { byOrigin }: Pick<ShownProceeds, 'byOrigin'>,
  received: SplitProceeds | undefined,
  lots: LotsById,
): Step[] {
  const sold = [...new Set(byOrigin.map(({ soldAs }) => soldAs))];
  return sold.map((soldAs) => {
    const made = lots.get(soldAs)?.made ?? null;
    const parts = byOrigin.filter((one) => one.soldAs === soldAs);
    const grams = new Map(made?.origins.map((one) => [one.lotId, one.grams]));
    const netGrams = made?.netGrams ?? 0;
    return {
      kind: 'sold_as',
      id: soldAs,
      facts: { runId: made?.runId ?? null, netGrams },
      sums: [sum('grams of its raw lots', netGrams, made ? gramsOf(made.origins) : 0)],
      parts: parts.map(({ lotId, amountCentimes }): Step => {
        const own = received?.own.filter((one) => one.soldAs === soldAs && one.lotId === lotId) ?? [];
        const share = sumExactly(own.map((one) => one.amountCentimes));
        return {
          kind: 'raw_lot',
          id: lotId,
          facts: { originGrams: grams.get(lotId) ?? 0, amountCentimes },
          sums: [sum('share by origin', amountCentimes, share)],
        };
      }),
    };
  });
}
