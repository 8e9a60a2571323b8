import type { ArrearsSettled, CorrectionPosted, FinalSharePosted, SupplementPosted } from '@oce/contracts';
import { List, OrderedMap } from 'immutable';
import type { FinalShareHeld, ShareReserved } from './account.events';
import { lineOf, withOverpaid, withTaken } from './account.lines';
import { withLines, type AccountState, type Corrected, type PoolShare } from './account.state';

const NO_LINES = { lineIds: List<string>(), corrected: OrderedMap<string, Corrected>() };

/** The member's final share of a pool: its deliveries are settled there. */
export function afterFinalShare(state: AccountState, data: FinalSharePosted['data']): AccountState {
  const { lineId, poolId, settlement, overpaidCentimes, poolValue } = data;
  const line = lineOf('final_share', data, { deliveryId: null, poolId }, settlement);
  const posted = withLines(withTaken(state, settlement), [line]);
  const share = { ...poolValue, lineId, heldBy: null, unmetCentimes: 0, ...NO_LINES };
  const deliveries = settledDeliveries(state, data.deliveries, poolId);
  return withOverpaid(
    { ...posted, deliveries, pools: state.pools.set(poolId, withLine(share, lineId)) },
    data,
    overpaidCentimes,
  );
}

/** A part of a supplement, with the deliveries that it counts for the first time. */
export function afterSupplement(state: AccountState, data: SupplementPosted['data']): AccountState {
  const { lineId, poolId, settlement, overpaidCentimes, unmetCentimes, poolValue } = data;
  const line = lineOf('supplement', data, { deliveryId: null, poolId }, settlement);
  const posted = withLines(withTaken(state, settlement), [line]);
  const first = { ...poolValue, lineId: null, heldBy: null, unmetCentimes, ...NO_LINES };
  const known = state.pools.get(poolId) ?? first;
  const pools = state.pools.set(poolId, withLine({ ...known, unmetCentimes }, lineId));
  const deliveries = settledDeliveries(state, data.deliveries, poolId);
  return withOverpaid({ ...posted, deliveries, pools }, data, overpaidCentimes);
}

const withLine = (share: PoolShare, lineId: string): PoolShare => ({
  ...share,
  lineIds: share.lineIds.push(lineId),
});

/** A correction at the value of a closing is one of its lines. */
export function withCorrected(state: AccountState, data: CorrectionPosted['data']): AccountState['pools'] {
  const { poolId, lineId, citesLineId, deliveryId, grade, basis, counts, reason } = data;
  const { amountCentimes, claimCentimes } = data;
  const share = poolId === null ? undefined : state.pools.get(poolId);
  if (poolId === null || share === undefined) return state.pools;
  const before = state.deliveries.get(deliveryId ?? '');
  const insteadBefore = state.deliveries.get(counts?.deliveryId ?? '');
  const about = { lineId, citesLineId, deliveryId, grade, basis, counts, reason };
  const corrected = { ...about, amountCentimes, claimCentimes, before, insteadBefore };
  const { lineIds } = share;
  return state.pools.set(poolId, {
    ...share,
    lineIds: lineIds.push(lineId),
    corrected: share.corrected.set(lineId, corrected),
  });
}

/** A share of a closed account: its deliveries have theirs, and the money is no line. */
export function afterReserved(
  state: AccountState,
  { poolId, lineId, attempt, deliveries }: ShareReserved['data'],
): AccountState {
  const reservedShares = state.reservedShares.add(attempt ?? lineId);
  return { ...state, reservedShares, deliveries: settledDeliveries(state, deliveries, poolId) };
}

/** Nothing is left to be met of the pool, and no delivery waits for a share of it; of late goods, that delivery. */
export function afterArrears(
  state: AccountState,
  { poolId, deliveries, isLate }: ArrearsSettled['data'],
): AccountState {
  const share = state.pools.get(poolId);
  const endsPool = !isLate;
  return {
    ...state,
    endedPools: endsPool ? state.endedPools.add(poolId) : state.endedPools,
    pools: share && endsPool ? state.pools.set(poolId, { ...share, unmetCentimes: 0 }) : state.pools,
    deliveries: state.deliveries.withMutations((all) => {
      for (const deliveryId of deliveries) {
        const known = all.get(deliveryId);
        if (known) all.set(deliveryId, { ...known, settledIn: poolId, isLeft: true });
      }
    }),
  };
}

/** A line of a closing is held, or let go. */
export function withHold(
  state: AccountState,
  { poolId, lineId }: Pick<FinalShareHeld['data'], 'poolId' | 'lineId'>,
  heldBy: string | null,
): AccountState {
  const share = state.pools.get(poolId);
  const line = state.lines.get(lineId);
  if (share === undefined || line === undefined) return state;
  const free = line.netCentimes === 0 ? ('settled' as const) : ('payable' as const);
  const next = withLines(state, [{ ...line, status: heldBy === null ? free : 'held' }]);
  return { ...next, pools: state.pools.set(poolId, { ...share, heldBy }) };
}

/** Deliveries that a share has counted, or that none counts any more. */
export function settledDeliveries(
  { deliveries }: AccountState,
  counted: FinalSharePosted['data']['deliveries'],
  settledIn: string | null,
): AccountState['deliveries'] {
  return deliveries.withMutations((all) => {
    for (const { deliveryId } of counted) {
      const known = all.get(deliveryId);
      if (known) all.set(deliveryId, { ...known, settledIn });
    }
  });
}
