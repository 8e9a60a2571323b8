import type { CorrectionTakenBack, FinalShareTakenBack, SupplementTakenBack } from '@oce/contracts';
import type { ReservedShareTakenBack } from './account.events';
import { lineOf, withGivenBack } from './account.lines';
import { settledDeliveries } from './account.shares';
import {
  claimKey,
  withClaims,
  withLines,
  type AccountState,
  type Corrected,
  type Line,
} from './account.state';

/** The share is as if it had never been; it is the first line of its closing, and goes last. */
export function afterFinalShareTakenBack(
  state: AccountState,
  data: FinalShareTakenBack['data'],
): AccountState {
  const { poolId, complementCentimes, deliveries } = data;
  const next = withLineBack(state, data, 'final_share_taken_back', complementCentimes);
  return {
    ...next,
    deliveries: settledDeliveries(next, deliveries, null),
    pools: next.pools.delete(poolId),
  };
}

/** The part is as if it had never been. */
export function afterSupplementTakenBack(
  state: AccountState,
  data: SupplementTakenBack['data'],
): AccountState {
  const next = withLineBack(state, data, 'supplement_taken_back', data.complementCentimes);
  return { ...next, deliveries: settledDeliveries(next, data.deliveries, null) };
}

/** The correction is as if it had never been: what it changed of deliveries is as it was before. */
export function afterCorrectionTakenBack(
  state: AccountState,
  data: CorrectionTakenBack['data'],
): AccountState {
  const { poolId, citesLineId, amountCentimes } = data;
  const corrected = state.pools.get(poolId)?.corrected.get(citesLineId);
  const next = withLineBack(state, data, 'correction_taken_back', amountCentimes);
  return corrected === undefined ? next : undone(next, corrected);
}

/** A share that comes back from the reserve. */
export function afterReservedTakenBack(
  state: AccountState,
  { deliveries, attempt }: ReservedShareTakenBack['data'],
): AccountState {
  const takenBack = state.takenBack.add(attempt);
  return { ...state, takenBack, deliveries: settledDeliveries(state, deliveries, null) };
}

function undone(state: AccountState, corrected: Corrected): AccountState {
  const { lineId, citesLineId, deliveryId, counts, before, insteadBefore } = corrected;
  const disputed = state.corrections.get(citesLineId)?.filter((one) => one !== lineId);
  return {
    ...state,
    corrections: disputed ? state.corrections.set(citesLineId, disputed) : state.corrections,
    deliveries: state.deliveries.withMutations((all) => {
      if (counts && insteadBefore === undefined) all.delete(counts.deliveryId);
      else if (counts && insteadBefore) all.set(counts.deliveryId, insteadBefore);
      if (deliveryId !== null && before) all.set(deliveryId, before);
    }),
  };
}

type LineBack = (FinalShareTakenBack | SupplementTakenBack | CorrectionTakenBack)['data'];

/** What a line took is asked again, what it left as a claim is gone, and its closing has one line less. */
function withLineBack(
  state: AccountState,
  data: LineBack,
  kind: Line['kind'],
  grossCentimes: number,
): AccountState {
  const { poolId, citesLineId, netCentimes, reopened, attempt } = data;
  const deliveryId = 'deliveryId' in data ? data.deliveryId : null;
  const sums = { grossCentimes: 0 - grossCentimes, netCentimes, deductions: [] };
  const line = lineOf(kind, data, { deliveryId, poolId }, sums);
  const cited = state.lines.get(citesLineId);
  const freed = cited ? [{ ...cited, status: freeStatus(cited) }] : [];
  const posted = withLines(withGivenBack(state, reopened), [...freed, line]);
  const claim = posted.claims.get(claimKey('input_credit', citesLineId));
  const next = claim?.told === null ? withClaims(posted, [{ ...claim, leftCentimes: 0 }]) : posted;
  return {
    ...next,
    takenBack: state.takenBack.add(attempt),
    pools: poolsWithout(state, poolId, citesLineId),
  };
}

const freeStatus = ({ netCentimes }: Line): Line['status'] => (netCentimes === 0 ? 'settled' : 'payable');

/** Nothing is left of a closing whose last line was taken back. */
function poolsWithout({ pools }: AccountState, poolId: string, lineId: string): AccountState['pools'] {
  const share = pools.get(poolId);
  if (share === undefined) return pools;
  const isLast = share.lineIds.last() === lineId;
  const lineIds = isLast ? share.lineIds.pop() : share.lineIds.filter((one) => one !== lineId);
  if (lineIds.size === 0) return pools.delete(poolId);
  return pools.set(poolId, { ...share, lineIds, corrected: share.corrected.delete(lineId) });
}
