import type { TakeBackFinalShare, Weighing } from './account.commands';
import type { AccountEvent } from './account.events';
import { freeLineId, type AccountState, type Corrected } from './account.state';
import { correctDelivery } from './correction';
import { changeOfLine } from './dispute';
import { standsFor } from './quality-dispute';

/**
 * Corrections of a closing that was taken back, in the order in which their deliveries were weighed: what stands for another was
 * weighed with it, and of one day they come as they came.
 */
export function inOrderOfWeighing(
  corrections: readonly Corrected[],
  weighings: readonly Weighing[],
): readonly Corrected[] {
  const days = new Map(weighings.map(({ deliveryId, weighedOn }) => [deliveryId, weighedOn]));
  const dated = corrections.map((corrected) => {
    const weighedOn = days.get(corrected.deliveryId ?? '') ?? '';
    if (corrected.counts) {
      const { deliveryId } = corrected.counts;
      const own = days.get(deliveryId) ?? '';
      days.set(deliveryId, own > weighedOn ? own : weighedOn);
    }
    return { corrected, weighedOn };
  });
  return dated
    .sort((one, other) => (one.weighedOn === other.weighedOn ? 0 : one.weighedOn < other.weighedOn ? -1 : 1))
    .map(({ corrected }) => corrected);
}

/**
 * What a correction at the value of the closing comes to now that the pool is open again: a delivery that was reversed is
 * corrected by its advance, and so is one whose advance was disputed. Nothing for one whose advance was corrected before the
 * closing, nor for a dispute about a share, or about goods that are gone.
 */
export function correctedAnew(
  corrected: Corrected,
  { producerCode, poolId, deductions, published }: TakeBackFinalShare['data'],
  today: string,
  state: AccountState,
): AccountEvent[] {
  const { deliveryId, before, lineId, counts, reason } = corrected;
  if (deliveryId === null || before === undefined || before.isReversed) return [];
  const terms = { deductions, published, today };
  if (corrected.basis !== 'dispute')
    return correctDelivery(state, { producerCode, deliveryId, counts, reason, lineId, ...terms });
  const delivery = state.deliveries.get(standsFor(deliveryId, state));
  const line = state.lines.get(corrected.citesLineId);
  const isOfPool = line === undefined || line.poolId === poolId;
  if (isOfPool || delivery === undefined || delivery.isReversed) return [];
  // No more is taken back than the advance holds by now.
  const amountCentimes = Math.max(corrected.amountCentimes, -delivery.advanceCentimes);
  if (amountCentimes === 0) return [];
  const about = { lineId: freeLineId(state, lineId), producerCode, poolId: null, reason, postedOn: today };
  const { campaignId } = delivery;
  return changeOfLine(state, line, { ...about, campaignId, amountCentimes }, terms);
}
