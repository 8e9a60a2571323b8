import { accounts, type CountedInPool, type CountedInstead, type FinalSharePosted } from '@oce/contracts';
import { conflict } from '@oce/event-sourcing';
import { businessDate, sumExactly } from '@oce/quantities';
import { complementOf } from '../../pool/domain/settlement/shares';
import type { PostFinalShare } from './account.commands';
import { accountEvents, type AccountEvent } from './account.events';
import { evolveAccount } from './account.evolve';
import { freeLineId, type AccountState } from './account.state';
import { correctDelivery } from './correction';
import { reservedShare } from './reserved-share';
import { deductionPostings, settle, statements, summed } from './settle';

/**
 * A member's final share, once a pool: the share less the advances that this account holds for the deliveries counted.
 * What was reversed between the count and this line is valued at once as any correction after closing, so that the
 * order of the two changes no centime. The share of an account that is closed goes to the reserve. Worked numbers, case 4.
 * Refuses `delivery_unknown`, `delivery_settled_already` and `no_deduction_schedule`.
 */
export function postFinalShare({ data, meta }: PostFinalShare, state: AccountState): AccountEvent[] {
  const { attempt, producerCode, poolId, campaignId, deliveries, shareCentimes } = data;
  const isKnown = state.takenBack.has(attempt) || state.reservedShares.has(attempt);
  if (isKnown || state.pools.has(poolId)) return [];
  requireUnsettled(deliveries, state);
  // A pool that was taken back and closed again has a line of another id.
  const lineId = freeLineId(state, `FIN-${poolId}-${producerCode}`);
  const today = businessDate(meta.now);
  if (state.isClosed) {
    const about = { producerCode, poolId, campaignId, lineId, attempt, number: null, deliveries };
    return [reservedShare({ ...about, share: 'final_share', shareCentimes, reservedOn: today })];
  }
  const posted = finalShare(data, lineId, today, state);
  const events: AccountEvent[] = [posted, ...statements(producerCode, lineId, posted.data.settlement)];
  return withReversed(data, state, events, today);
}

/** Refuses `delivery_unknown` and `delivery_settled_already`. */
export function requireUnsettled(deliveries: readonly CountedInPool[], state: AccountState): void {
  for (const { deliveryId } of deliveries) {
    const known = state.deliveries.get(deliveryId);
    if (known === undefined)
      throw conflict('delivery_unknown', `Nothing was posted for delivery ${deliveryId}.`);
    if (known.settledIn !== null)
      throw conflict(
        'delivery_settled_already',
        `Delivery ${deliveryId} has its share of ${known.settledIn}.`,
      );
  }
}

/** What a share says of its deliveries, and under which terms a correction is settled. */
type Counting = Pick<PostFinalShare['data'], 'producerCode' | 'deliveries' | 'deductions'>;

/** The events of a share, with a correction for each of its deliveries that was reversed since it was counted. */
export function withReversed(
  data: Counting,
  state: AccountState,
  share: readonly AccountEvent[],
  today: string,
): AccountEvent[] {
  const events = [...share];
  for (const { deliveryId } of data.deliveries) {
    const known = state.deliveries.get(deliveryId);
    if (!known?.isReversed) continue;
    const now = events.reduce(evolveAccount, state);
    const correction = correctDelivery(now, {
      producerCode: data.producerCode,
      deliveryId,
      counts: replacementOf(deliveryId, data, state),
      reason: 'reversed while the pool was being closed',
      deductions: data.deductions,
      // Settled in the pool by now: nothing of it is settled anew.
      published: [],
      today,
      lineId: `VAL-${deliveryId}`,
    });
    events.push(...correction);
  }
  return events;
}

function finalShare(
  data: PostFinalShare['data'],
  lineId: string,
  postedOn: string,
  state: AccountState,
): FinalSharePosted {
  const { producerCode, poolId, campaignId, shareCentimes } = data;
  const advancesCentimes = advancesOn(data, state);
  const { grossCentimes: complementCentimes, overpaidCentimes } = complementOf(
    shareCentimes,
    advancesCentimes,
  );
  const settlement = settle(complementCentimes, state, data.deductions, postedOn);
  const postings = summed([
    { account: accounts.pool(poolId), amountCentimes: -shareCentimes },
    { account: accounts.advances(campaignId), amountCentimes: advancesCentimes },
    { account: accounts.member(producerCode), amountCentimes: settlement.netCentimes },
    { account: accounts.inputCredit(producerCode), amountCentimes: -overpaidCentimes },
    ...deductionPostings(producerCode, settlement.deductions),
  ]);
  return accountEvents.FinalSharePosted({
    lineId,
    producerCode,
    poolId,
    campaignId,
    deliveries: data.deliveries,
    payableGrams: data.payableGrams,
    points: data.points,
    poolValue: data.poolValue,
    shareCentimes,
    advancesCentimes,
    complementCentimes,
    overpaidCentimes,
    settlement,
    postedOn,
    postings,
  });
}

/** The advances that the account holds for deliveries counted, or for those that stand for them. */
export function advancesOn(data: Pick<Counting, 'deliveries'>, state: AccountState): number {
  return sumExactly(
    data.deliveries.map(
      ({ deliveryId }) =>
        (state.deliveries.get(deliveryId)?.advanceCentimes ?? 0) +
        (replacementOf(deliveryId, data, state)?.advanceCentimes ?? 0),
    ),
  );
}

/** The delivery that stands for a reversed one and that no pool has counted yet. */
function replacementOf(
  deliveryId: string,
  data: Pick<Counting, 'deliveries'>,
  state: AccountState,
): CountedInstead | null {
  let id = state.deliveries.get(deliveryId)?.replacedBy ?? null;
  if (id === null) return null;
  const counted = new Set(data.deliveries.map((delivery) => delivery.deliveryId));
  for (let hops = 0; id !== null && state.deliveries.get(id)?.isReversed && hops < 100; hops++)
    id = state.deliveries.get(id)?.replacedBy ?? null;
  const found = id === null ? undefined : state.deliveries.get(id);
  if (id === null || found === undefined || found.settledIn !== null || counted.has(id)) return null;
  const { grade, payableGrams, coefficientPpm, advanceCentimes } = found;
  return { deliveryId: id, grade, payableGrams, coefficientPpm, advanceCentimes };
}
