import { conflict, invalid, saysTheSame } from '@oce/event-sourcing';
import { businessDate } from '@oce/quantities';
import type { QualitySheet, ResolveDispute } from './account.commands';
import { accountEvents, type AccountEvent } from './account.events';
import type { AccountState, Dispute, Line } from './account.state';
import { requireNotHeld } from './take-back-guard';

/**
 * Upholds a dispute by the right quality sheet: collection regrades the delivery by it, so that its points change as its
 * advance does, and the correction that follows ends the dispute. Until then the line is frozen, and a further decision takes
 * the place of this one. Refuses `amount_not_wanted`, `sheet_not_wanted`, `delivery_reversed` and `final_share_held`.
 */
export function upholdByRegrading(
  { data, meta }: ResolveDispute,
  sheet: QualitySheet,
  dispute: Dispute,
  line: Line,
  state: AccountState,
): AccountEvent[] {
  const { producerCode, disputeId, resolution, outcome, amountCentimes } = data;
  if (outcome !== 'upheld')
    throw invalid('sheet_not_wanted', 'A rejected dispute leaves the sheet as it is.', 'sheet');
  if (amountCentimes !== null)
    throw invalid(
      'amount_not_wanted',
      'The amount follows from the sheet: give one of the two.',
      'amountCentimes',
    );
  const deliveryId = standingDelivery(line, state);
  const settledIn = state.deliveries.get(deliveryId)?.settledIn ?? null;
  if (settledIn !== null) requireNotHeld(state, settledIn);
  const { grade, sampleId, impuritiesPpm, moisturePpm } = sheet;
  const sample = { sampleId, impuritiesPpm, moisturePpm };
  const regrading = { deliveryId, grade, sample, resolution, upheldBy: meta.actor };
  if (saysTheSame(dispute.regrading, regrading)) return [];
  const cited = { producerCode, disputeId, lineId: line.lineId };
  const upheldOn = businessDate(meta.now);
  return [accountEvents.QualityDisputeUpheld({ ...cited, ...regrading, upheldOn })];
}

/** The delivery that counts in the place of the line's. */
function standingDelivery({ deliveryId }: Line, state: AccountState): string {
  if (deliveryId === null)
    throw invalid(
      'sheet_not_wanted',
      'The line is of no single delivery: dispute the advance of the one that was graded wrong, or say the amount.',
      'sheet',
    );
  return requireStanding(deliveryId, state);
}

/** The delivery that counts in the place of another, or that one itself. */
export function standsFor(deliveryId: string, { deliveries }: AccountState): string {
  let id = deliveryId;
  for (let next = deliveries.get(id)?.replacedBy; next; next = deliveries.get(id)?.replacedBy) id = next;
  return id;
}

/** As `standsFor`. Refuses `delivery_reversed` where nothing counts. */
export function requireStanding(deliveryId: string, state: AccountState): string {
  const id = standsFor(deliveryId, state);
  if (state.deliveries.get(id)?.isReversed !== false)
    throw conflict(
      'delivery_reversed',
      `Delivery ${id} was reversed, and nothing stands for it: reject the dispute, or weigh in anew.`,
      'disputeId',
    );
  return id;
}

/** Whether a dispute that has ended was upheld by this sheet. */
export function isUpheldBy({ resolved, regrading }: Dispute, sheet: QualitySheet): boolean {
  if (!resolved?.regradedDeliveryId || regrading === null) return false;
  const { grade, sample } = regrading;
  return saysTheSame({ grade, ...sample }, sheet);
}
