import { conflict } from '@oce/event-sourcing';
import { businessDate } from '@oce/quantities';
import type { HoldFinalShare, ReleaseFinalShare, TakeBackFinalShare } from './account.commands';
import { accountEvents, type AccountEvent } from './account.events';
import { evolveAccount } from './account.evolve';
import { freeLineId, type AccountState } from './account.state';
import { requirePosted } from './arrears';
import { correctedAnew, inOrderOfWeighing } from './correct-anew';
import { reservedShareBack } from './reserved-share';
import { supplementLineId } from './supplement';
import { lineTakenBack } from './taken-back-line';

/**
 * Keeps all lines of a closing from being paid out, for one taking back; a later one takes over. Once one of them is on its way
 * the closing stands. Nothing is held where all shares are in the reserve. Refuses `final_share_unknown` and
 * `supplement_outstanding` while a line of it is not posted yet, `payout_holds_share`, and `account_closed` where an erasure has
 * settled the account for good.
 */
export function holdFinalShare({ data }: HoldFinalShare, state: AccountState): AccountEvent[] {
  const { producerCode, poolId, takeBackId, attempt, numbers } = data;
  const share = state.pools.get(poolId);
  if (state.isClosed && share !== undefined)
    throw conflict(
      'account_closed',
      `The account of ${producerCode} was settled and closed, and its person forgotten: the closing stands.`,
    );
  const hasShare = attempt === null || share?.lineId != null || state.reservedShares.has(attempt);
  if (!hasShare)
    throw conflict('final_share_unknown', `The final share of ${producerCode} is not posted yet. Try again.`);
  for (const number of numbers) requirePosted(poolId, number, state);
  if (share === undefined || share.heldBy === takeBackId) return [];
  for (const lineId of share.lineIds) requireUnpaid(producerCode, lineId, state);
  return [...share.lineIds].map((lineId) =>
    accountEvents.FinalShareHeld({ producerCode, poolId, lineId, takeBackId }),
  );
}

function requireUnpaid(producerCode: string, lineId: string, { lines }: AccountState): void {
  const line = lines.get(lineId);
  if (line?.status !== 'reserved' && line?.status !== 'paid') return;
  throw conflict(
    'payout_holds_share',
    `Line ${lineId} of ${producerCode} is ${line.status} in transfer ${line.transferId}: the closing stands.`,
  );
}

/** The closing stands: its lines may be paid out again, unless another taking back holds them by now. */
export function releaseFinalShare({ data }: ReleaseFinalShare, state: AccountState): AccountEvent[] {
  const { producerCode, poolId, takeBackId } = data;
  const share = state.pools.get(poolId);
  if (share?.heldBy !== takeBackId) return [];
  return [...share.lineIds].map((lineId) =>
    accountEvents.FinalShareReleased({ producerCode, poolId, lineId, takeBackId }),
  );
}

/**
 * Takes all lines of a closing back, the last one first, each by a line that cites it, once a closing. What was reversed after it
 * is then corrected by its advance, as if the pool had never been closed, in the order of weighing. Only lines that are held:
 * refuses `final_share_not_held`, and `no_deduction_schedule` as any correction.
 */
export function takeBackFinalShare({ data, meta }: TakeBackFinalShare, state: AccountState): AccountEvent[] {
  const { producerCode, poolId, attempt } = data;
  if (state.takenBack.has(attempt)) return [];
  const today = businessDate(meta.now);
  if (state.isClosed) return reservedTakenBack(data, today, state);
  const share = state.pools.get(poolId);
  if (share === undefined || share.heldBy === null)
    throw conflict('final_share_not_held', `The share of ${producerCode} is not held. See attention.`);
  const events: AccountEvent[] = [];
  let now = state;
  const post = (more: readonly AccountEvent[]) => {
    events.push(...more);
    now = more.reduce(evolveAccount, now);
  };
  for (const lineId of share.lineIds.reverse()) post(lineTakenBack(lineId, data, today, now));
  for (const corrected of inOrderOfWeighing([...share.corrected.values()], data.weighings))
    post(correctedAnew(corrected, data, today, now));
  return events;
}

/** Shares of an account that is closed: they come back from the reserve. */
function reservedTakenBack(
  { producerCode, poolId, campaignId, attempt, share, parts, reason }: TakeBackFinalShare['data'],
  takenBackOn: string,
  state: AccountState,
): AccountEvent[] {
  const about = { producerCode, poolId, campaignId, attempt, reason, takenBackOn };
  const ofParts = [...parts].reverse().map(({ number, shareCentimes, deliveries }) => {
    const part = { share: 'supplement' as const, citesLineId: supplementLineId(poolId, number), number };
    return reservedShareBack({ ...about, ...part, shareCentimes, deliveries });
  });
  if (share === null) return ofParts;
  const { shareCentimes, deliveries } = share;
  // Nothing was posted since on an account that is closed: it is the id that the share had.
  const citesLineId = freeLineId(state, `FIN-${poolId}-${producerCode}`);
  const final = { share: 'final_share' as const, citesLineId, number: null };
  return [...ofParts, reservedShareBack({ ...about, ...final, shareCentimes, deliveries })];
}
