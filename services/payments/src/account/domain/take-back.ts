import { accounts } from '@oce/contracts';
import { conflict } from '@oce/event-sourcing';
import { businessDate, sumExactly } from '@oce/quantities';
import { complementOf } from '../../pool/domain/settlement/shares';
import type { HoldFinalShare, ReleaseFinalShare, TakeBackFinalShare } from './account.commands';
import { accountEvents, type AccountEvent } from './account.events';
import { claimKey, freeLineId, type AccountState, type Line, type PoolShare } from './account.state';
import { closedDispute, premiumsGivenBack, reopenedOf } from './reopen';
import { deductionPostings, summed } from './settle';

type Share = PoolShare & { readonly line: Line };

/** The member's final share of a pool; undefined where none was posted. */
function shareOf({ pools, lines }: AccountState, poolId: string): Share | undefined {
  const share = pools.get(poolId);
  const line = lines.get(share?.lineId ?? '');
  return share && line && { ...share, line };
}

/**
 * Keeps a final share from being paid out, for one taking back; a later one takes over. A share that is already on its way, or that later lines were valued by, stands:
 * refuses `final_share_unknown`, `payout_holds_share`, `share_corrected`, and `account_closed` where an erasure has settled the
 * account for good.
 */
export function holdFinalShare({ data }: HoldFinalShare, state: AccountState): AccountEvent[] {
  const { producerCode, poolId, takeBackId } = data;
  if (state.isClosed)
    throw conflict(
      'account_closed',
      `The account of ${producerCode} was settled and closed, and its person forgotten: the closing stands.`,
    );
  const share = shareOf(state, poolId);
  if (share === undefined)
    throw conflict('final_share_unknown', `The final share of ${producerCode} is not posted yet. Try again.`);
  if (share.heldBy === takeBackId) return [];
  const { line } = share;
  if (line.status === 'reserved' || line.status === 'paid')
    throw conflict(
      'payout_holds_share',
      `The share of ${producerCode} is ${line.status} in transfer ${line.transferId}: the closing stands.`,
    );
  const corrected = state.lines.find((one) => one.kind === 'correction' && one.poolId === poolId);
  if (corrected !== undefined)
    throw conflict(
      'share_corrected',
      `Line ${corrected.lineId} of ${producerCode} was valued by the closing: it stands.`,
    );
  return [accountEvents.FinalShareHeld({ producerCode, poolId, lineId: line.lineId, takeBackId })];
}

/** The closing stands: the share may be paid out again, unless another taking back holds it by now. */
export function releaseFinalShare({ data }: ReleaseFinalShare, state: AccountState): AccountEvent[] {
  const { producerCode, poolId, takeBackId } = data;
  const share = shareOf(state, poolId);
  if (share?.heldBy !== takeBackId) return [];
  return [accountEvents.FinalShareReleased({ producerCode, poolId, lineId: share.line.lineId, takeBackId })];
}

/**
 * Takes a final share back whole by a line that cites it: its deductions are asked again, a claim that it had left is gone,
 * and what had been recovered of that is given back. Only a share that is held: refuses `final_share_not_held`.
 */
export function takeBackFinalShare({ data, meta }: TakeBackFinalShare, state: AccountState): AccountEvent[] {
  const { producerCode, poolId, campaignId, attempt, shareCentimes, deliveries, reason } = data;
  if (state.takenBack.has(attempt)) return [];
  const share = shareOf(state, poolId);
  if (share === undefined || share.heldBy === null)
    throw conflict('final_share_not_held', `The share of ${producerCode} is not held. See attention.`);
  const { line } = share;
  const advancesCentimes = sumExactly(
    deliveries.map(({ deliveryId }) => state.deliveries.get(deliveryId)?.advanceCentimes ?? 0),
  );
  const { grossCentimes: complementCentimes, overpaidCentimes } = complementOf(
    shareCentimes,
    advancesCentimes,
  );
  const claim = state.claims.get(claimKey('input_credit', line.lineId));
  const recoveredCentimes = claim === undefined ? 0 : claim.grantedCentimes - claim.leftCentimes;
  const netCentimes = recoveredCentimes - line.netCentimes;
  const lineId = freeLineId(state, `TAK-${poolId}`);
  const reopened = reopenedOf(line);
  const postedOn = businessDate(meta.now);
  const postings = summed([
    { account: accounts.pool(poolId), amountCentimes: shareCentimes },
    { account: accounts.advances(campaignId), amountCentimes: -advancesCentimes },
    { account: accounts.member(producerCode), amountCentimes: netCentimes },
    { account: accounts.inputCredit(producerCode), amountCentimes: overpaidCentimes - recoveredCentimes },
    ...deductionPostings(producerCode, line.deductions, -1),
  ]);
  const sums = { shareCentimes, advancesCentimes, complementCentimes, overpaidCentimes, recoveredCentimes };
  const head = { lineId, producerCode, poolId, campaignId, citesLineId: line.lineId, attempt, deliveries };
  return [
    ...closedDispute(line, { producerCode, reason, postedOn, lineId }),
    accountEvents.FinalShareTakenBack({
      ...head,
      ...sums,
      netCentimes,
      reopened,
      reason,
      postedOn,
      postings,
    }),
    ...premiumsGivenBack(state, { producerCode, lineId }, reopened),
  ];
}
