import type { CorrectionTakenBack, FinalShareTakenBack, SupplementTakenBack } from '@oce/contracts';
import { givenBackOf, headOf, NO_REFERENCES } from './line-parts';
import type { LineDraft, LineKind } from './statement';

/** The events that take a line of a closing back. */
export type TakenBack = FinalShareTakenBack | SupplementTakenBack | CorrectionTakenBack;

const KINDS = {
  FinalShareTakenBack: 'final_share_taken_back',
  SupplementTakenBack: 'supplement_taken_back',
  CorrectionTakenBack: 'correction_taken_back',
} as const satisfies Record<TakenBack['type'], LineKind>;

/** A line of a closing as if it had never been: its claim is gone, and what had been recovered of that is given back. */
export function takenBackLine(event: TakenBack): LineDraft {
  const { lineId, postedOn, campaignId, reason, poolId, citesLineId, recoveredCentimes } = event.data;
  const { grossCentimes, claimCentimes, deliveryIds, grade } = partsOf(event);
  return {
    ...headOf(KINDS[event.type], lineId, postedOn),
    campaignId,
    grade,
    grossCentimes: 0 - grossCentimes,
    deductions: givenBackOf(event.data),
    claimCentimes: recoveredCentimes - claimCentimes,
    netCentimes: event.data.netCentimes,
    basis: { of: 'correction', pointsDelta: '0', reason },
    references: { ...NO_REFERENCES, deliveryIds, poolId, citesLineId },
  };
}

/** What the line had said that is taken back: its gross, and the claim that it left. */
function partsOf({ type, data }: TakenBack) {
  if (type === 'CorrectionTakenBack') {
    const { amountCentimes: grossCentimes, claimCentimes, deliveryId, counts, grade } = data;
    const deliveryIds = [deliveryId, counts?.deliveryId].filter((id) => typeof id === 'string');
    return { grossCentimes, claimCentimes, deliveryIds, grade };
  }
  const { shareCentimes, advancesCentimes, overpaidCentimes: claimCentimes } = data;
  // The advances of a final share hold what they gave above it; those that a part has met do not.
  const above = type === 'SupplementTakenBack' ? claimCentimes : 0;
  const grossCentimes = shareCentimes - advancesCentimes - above;
  return {
    grossCentimes,
    claimCentimes,
    deliveryIds: data.deliveries.map((one) => one.deliveryId),
    grade: null,
  };
}
