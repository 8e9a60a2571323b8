import type { ArrearsSettled, FinalSharePosted, FinalShareTakenBack, SupplementPosted } from '@oce/contracts';
import type { FinalShareHeld, ShareReserved } from './account.events';
import { lineOf, withGivenBack, withOverpaid, withTaken } from './account.lines';
import { claimKey, withClaims, withLines, type AccountState } from './account.state';

/** The member's final share of a pool: its deliveries are settled there. */
export function afterFinalShare(state: AccountState, data: FinalSharePosted['data']): AccountState {
  const { lineId, poolId, settlement, overpaidCentimes, poolValue } = data;
  const line = lineOf('final_share', data, { deliveryId: null, poolId }, settlement);
  const posted = withLines(withTaken(state, settlement), [line]);
  const share = { ...poolValue, lineId, heldBy: null, unmetCentimes: 0 };
  const deliveries = settledDeliveries(state, data.deliveries, poolId);
  return withOverpaid(
    { ...posted, deliveries, pools: state.pools.set(poolId, share) },
    data,
    overpaidCentimes,
  );
}

/** A part of a supplement, with the deliveries that it counts for the first time. */
export function afterSupplement(state: AccountState, data: SupplementPosted['data']): AccountState {
  const { poolId, settlement, overpaidCentimes, unmetCentimes, poolValue } = data;
  const line = lineOf('supplement', data, { deliveryId: null, poolId }, settlement);
  const posted = withLines(withTaken(state, settlement), [line]);
  const known = state.pools.get(poolId) ?? { ...poolValue, lineId: null, heldBy: null };
  const pools = state.pools.set(poolId, { ...known, unmetCentimes });
  const deliveries = settledDeliveries(state, data.deliveries, poolId);
  return withOverpaid({ ...posted, deliveries, pools }, data, overpaidCentimes);
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

/** A final share is held, or let go. */
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

/** The share is as if it had never been: what it took is asked again, what it left as a claim is gone. */
export function afterTakeBack(state: AccountState, data: FinalShareTakenBack['data']): AccountState {
  const { poolId, citesLineId, netCentimes, reopened, attempt } = data;
  const freed = withHold(state, { ...data, lineId: citesLineId }, null);
  const sums = { grossCentimes: -data.complementCentimes, netCentimes, deductions: [] };
  const line = lineOf('final_share_taken_back', data, { deliveryId: null, poolId }, sums);
  const posted = withLines(withGivenBack(freed, reopened), [line]);
  const claim = posted.claims.get(claimKey('input_credit', citesLineId));
  const next = claim ? withClaims(posted, [{ ...claim, leftCentimes: 0 }]) : posted;
  return {
    ...next,
    deliveries: settledDeliveries(state, data.deliveries, null),
    pools: state.pools.delete(poolId),
    takenBack: state.takenBack.add(attempt),
  };
}

function settledDeliveries(
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
