import type { CorrectionPosted } from '@oce/contracts';
import { sumExactly } from '@oce/quantities';
import type { AccountEvent } from '../../account/domain/account.events';
import { netOf, ticketStep, type LineData } from './explain-steps';
import { sum, type Step, type Sum } from './explain-tree';
import type { Tickets } from './explain-tickets';

type Correction = CorrectionPosted['data'];

/**
 * A correction: what it changes, the lines that it settles anew, and the deliveries that it speaks of.
 *
 * @param posted all events of the account
 */
export function correctionStep(data: Correction, posted: readonly AccountEvent[], tickets: Tickets): Step {
  const { lineId, citesLineId, reason, basis, poolId, amountCentimes, netCentimes, claimCentimes } = data;
  const { settlement, reopened, pointsDelta, resettles = [] } = data;
  const taken = sumExactly((settlement?.deductions ?? []).map((one) => one.takenCentimes));
  const givenBack = sumExactly(reopened.map((one) => one.amountCentimes));
  const change = amountCentimes + claimCentimes - taken + givenBack;
  return {
    kind: 'correction',
    id: lineId,
    facts: {
      citesLineId,
      reason,
      basis,
      poolId,
      pointsDelta,
      amountCentimes,
      settlement,
      reopened,
      ...(resettles.length === 0 ? {} : { settledAnew: resettles.join(' ') }),
    },
    sums: [sum('change less claim and deductions', netCentimes, change), ...settledAnew(data, posted)],
    parts: [...tickets.values()].map(ticketStep),
  };
}

/** Lines of which nothing was paid out are settled again as a whole: the net is what that changes. */
function settledAnew(
  { lineId, resettles = [], settlement, netCentimes }: Correction,
  posted: readonly AccountEvent[],
): Sum[] {
  if (resettles.length === 0) return [];
  const at = posted.findIndex((event) => event.type === 'CorrectionPosted' && event.data.lineId === lineId);
  const before = posted
    .slice(0, at)
    .filter((event) => 'lineId' in event.data && resettles.includes(event.data.lineId) && isLine(event));
  const nets = before.map(({ data }) => netOf(data as LineData));
  const anew = (settlement?.netCentimes ?? 0) - sumExactly(nets);
  return [sum('settled anew, less what the lines had', netCentimes, anew)];
}

const isLine = ({ type }: AccountEvent): boolean => type === 'AdvancePosted' || type === 'CorrectionPosted';
