import { accounts } from '@oce/contracts';
import { conflict, forbidden, invalid, notFound, saysTheSame } from '@oce/event-sourcing';
import { businessDate, sumExactly } from '@oce/quantities';
import type { DisputeLine, ResolveDispute } from './account.commands';
import { accountEvents, type AccountEvent } from './account.events';
import { freeLineId, type AccountState, type Dispute, type Line } from './account.state';
import { postAmount } from './correction';
import {
  borneBy,
  settleAnew,
  settledAsOf,
  unpaidLinesOf,
  type CorrectionHead,
  type CorrectionTerms,
} from './settle-anew';
import { isUpheldBy, requireStanding, standsFor, upholdByRegrading } from './quality-dispute';
import { requireNotHeld } from './take-back-guard';

/**
 * Freezes one line and no other; one that waits in a batch, or at a counter, is known by it. Refuses `line_unknown`, `dispute_id_reused`, `line_not_disputable`, `line_disputed_already`.
 */
export function disputeLine({ data, meta }: DisputeLine, state: AccountState): AccountEvent[] {
  const { disputeId, lineId, reason } = data;
  const known = state.disputes.get(disputeId);
  const line = state.lines.get(lineId);
  if (known?.lineId === lineId && known.reason === reason) return [];
  if (known)
    throw conflict(
      'dispute_id_reused',
      `Dispute ${disputeId} is about another line or has another reason.`,
      'disputeId',
    );
  if (line === undefined) throw notFound('line_unknown', 'The account has no such line.', 'lineId');
  if (line.kind === 'set_off')
    throw conflict(
      'line_not_disputable',
      'The line pays debts of the member. Take back the credit or premium that was wrong.',
      'lineId',
    );
  if (line.kind === 'claim_reversed')
    throw conflict(
      'line_not_disputable',
      'The line gives back what was asked wrongly. Book what is right under an id of its own.',
      'lineId',
    );
  if (line.disputeId !== null)
    throw conflict('line_disputed_already', `The line is frozen by dispute ${line.disputeId}.`, 'lineId');
  const disputedOn = businessDate(meta.now);
  const said = { ...data, disputedOn, disputedBy: meta.actor };
  const { transferId, status } = line;
  if (status !== 'reserved' || transferId === null) return [accountEvents.LineDisputed(said)];
  return [accountEvents.LineDisputed({ ...said, transferId })];
}

/**
 * Ends a dispute: the line may be paid again. Upheld, the change stands on a new line that cites the disputed one; an
 * advance that is not paid yet is settled anew with it. Upheld by a quality sheet it ends with the regrading.
 * Refuses `second_person_needed` to whoever raised it, and `dispute_unknown`, `dispute_resolved_already`, `amount_needed`, `amount_not_wanted`, `correction_above_line`, `delivery_reversed`.
 */
export function resolveDispute(command: ResolveDispute, state: AccountState): AccountEvent[] {
  const { data, facts, meta } = command;
  const { disputeId, outcome, resolution, producerCode } = data;
  const dispute = state.disputes.get(disputeId);
  if (dispute === undefined)
    throw notFound('dispute_unknown', 'The account has no such dispute.', 'disputeId');
  if (isResolvedSo(dispute, data, state)) return [];
  if (outcome === 'upheld' && dispute.disputedBy === meta.actor)
    throw forbidden('second_person_needed', 'Whoever raised a dispute does not uphold it.');
  const { line, campaignId } = disputedLine(dispute, state);
  if (data.sheet) return upholdByRegrading(command, data.sheet, dispute, line, state);
  const changeCentimes = changeOf(data, line, state);
  const today = businessDate(meta.now);
  const correctionLineId = outcome === 'upheld' ? freeLineId(state, `COR-${disputeId}`) : null;
  const resolved = accountEvents.DisputeResolved({
    producerCode,
    disputeId,
    lineId: line.lineId,
    outcome,
    resolution,
    correctionLineId,
    resolvedOn: today,
  });
  if (correctionLineId === null) return [resolved];
  const poolId = poolOf(line, state);
  if (poolId !== null) requireNotHeld(state, poolId);
  const head = { lineId: correctionLineId, producerCode, campaignId, poolId, reason: resolution };
  const change = { ...head, postedOn: today, amountCentimes: changeCentimes };
  return [resolved, ...changeOfLine(state, line, change, { ...facts, today })];
}

/** What a change of a disputed line says of itself. */
type LineChange = Pick<
  CorrectionHead,
  'lineId' | 'producerCode' | 'campaignId' | 'poolId' | 'reason' | 'postedOn'
> & { readonly amountCentimes: number };

/**
 * Changes the gross of a line by a line that cites it: an advance that is not paid yet is settled anew, anything else moves its
 * pool, or the advance of what stands for its delivery. Refuses `delivery_reversed` and `no_deduction_schedule`.
 */
export function changeOfLine(
  state: AccountState,
  line: Line,
  change: LineChange,
  terms: CorrectionTerms,
): AccountEvent[] {
  const { poolId, campaignId } = change;
  const deliveryId = line.deliveryId && standsFor(line.deliveryId, state);
  // One that no pool has paid is changed by its advance, and what was reversed has none.
  if (deliveryId !== null && poolId === null) requireStanding(deliveryId, state);
  const delivery = deliveryId === null ? undefined : state.deliveries.get(deliveryId);
  const head = {
    ...change,
    counts: null,
    citesLineId: line.lineId,
    deliveryId,
    pointsDelta: '0',
    grade: delivery?.grade ?? null,
    basis: 'dispute' as const,
    ...(delivery && poolId === null ? settledAsOf(delivery) : {}),
  };
  const lines = delivery ? unpaidLinesOf(state, delivery) : [];
  if (delivery && lines.includes(line)) return settleAnew(state, delivery, { ...head, lines }, terms);
  const advanced = delivery ? borneBy(delivery) : accounts.advances(campaignId);
  const counterAccount = poolId === null ? advanced : accounts.pool(poolId);
  return postAmount(state, { ...head, counterAccount }, terms);
}

/** Refuses `line_unknown`. */
function disputedLine({ lineId }: Dispute, { lines }: AccountState): { line: Line; campaignId: string } {
  const line = lines.get(lineId);
  const campaignId = line?.campaignId ?? null;
  if (line === undefined || campaignId === null)
    throw notFound('line_unknown', 'The account has no such line.', 'lineId');
  return { line, campaignId };
}

/** By how much the line changes; 0 where the dispute is rejected. */
function changeOf(
  { outcome, amountCentimes }: ResolveDispute['data'],
  line: Line,
  state: AccountState,
): number {
  const isUpheld = outcome === 'upheld';
  if (isUpheld && (!Number.isSafeInteger(amountCentimes) || amountCentimes === 0))
    throw invalid('amount_needed', 'An upheld dispute says by how much the line changes.', 'amountCentimes');
  if (!isUpheld && amountCentimes !== null)
    throw invalid('amount_not_wanted', 'A rejected dispute changes no amount.', 'amountCentimes');
  const change = amountCentimes ?? 0;
  if (-change > Math.max(0, heldBy(line, state)))
    throw invalid('correction_above_line', 'No more can be taken back than the line gave.', 'amountCentimes');
  return change;
}

/** Resolved before with the same words and amount; refuses `dispute_resolved_already` for any other. */
function isResolvedSo(
  dispute: Dispute,
  { outcome, resolution, amountCentimes, sheet }: ResolveDispute['data'],
  { lines }: AccountState,
): boolean {
  const { resolved } = dispute;
  if (resolved === null) return false;
  const { correctionLineId, regradedDeliveryId } = resolved;
  const correctedCentimes = correctionLineId === null ? null : lines.get(correctionLineId)?.grossCentimes;
  const isByAmount = regradedDeliveryId === undefined && correctedCentimes === amountCentimes;
  const isSame = saysTheSame([resolved.outcome, resolved.resolution], [outcome, resolution]);
  const isSameChange = sheet ? isUpheldBy(dispute, sheet) : isByAmount;
  if (!isSame || !isSameChange)
    throw conflict(
      'dispute_resolved_already',
      `The dispute has ended, ${resolved.outcome}: ${resolved.resolution}.`,
      'disputeId',
    );
  return true;
}

/** What the line still gives: an advance may have been corrected meanwhile, and earlier disputes have had their part. */
function heldBy(line: Line, state: AccountState): number {
  const delivery = state.deliveries.get(line.deliveryId === null ? '' : standsFor(line.deliveryId, state));
  const isAdvance = (line.kind === 'advance' || line.kind === 'purchase') && delivery !== undefined;
  const corrections = [...state.corrections.get(line.lineId, [])].flatMap((lineId) => {
    const correction = state.lines.get(lineId);
    if (correction === undefined) return [];
    // What was corrected before the closing stands in the advance itself.
    return isAdvance && correction.poolId === null ? [] : [correction.grossCentimes];
  });
  return sumExactly([isAdvance ? delivery.advanceCentimes : line.grossCentimes, ...corrections]);
}

/** The pool that a line belongs to now: an advance, or what stands for it, belongs to one from its final share on. */
function poolOf(line: Line, state: AccountState): string | null {
  if (line.poolId !== null || line.deliveryId === null) return line.poolId;
  return state.deliveries.get(standsFor(line.deliveryId, state))?.settledIn ?? null;
}
