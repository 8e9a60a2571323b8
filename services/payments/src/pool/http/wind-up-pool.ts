import type { CommandMeta } from '@oce/event-sourcing';
import type { HandlerOf, Outcome } from '@oce/event-store';
import { requireOtherHands } from '../domain/duties';
import { outstandingOf, type Outstanding, type OutstandingKind } from '../domain/outstanding';
import { openedOf, poolAggregate } from '../domain/pool';
import { countedBy } from '../domain/pool-shares';
import type { PoolEvent, PoolOpened } from '../domain/pool.events';
import type { PoolState } from '../domain/pool.state';
import { requireClosed } from '../domain/supplement';
import type { ReadsForPools } from './closing-facts';
import { lateGoods } from './distribute-supplement';

export interface WindUpParts {
  readonly pools: HandlerOf<typeof poolAggregate>;
  readonly reads: Pick<ReadsForPools, 'deliveries' | 'outstanding'>;
}

/**
 * Ends a pool, with what is outstanding named as known.
 *
 * @throws DomainError what `lateGoods` and the pool itself refuse
 */
export async function windUpPool(
  parts: WindUpParts,
  poolId: string,
  acknowledge: readonly OutstandingKind[],
  meta: CommandMeta,
): Promise<Outcome<PoolEvent>> {
  const { state } = await parts.pools.load(poolId);
  const opened = openedOf(state);
  const data = { acknowledge };
  if (state.woundUp === null) {
    requireClosed(state);
    requireOtherHands(state.hands, meta);
  }
  const outstanding = state.woundUp === null ? await outstandingAtTheEnd(parts, opened, state) : [];
  return parts.pools.handle(poolId, { type: 'WindUpPool', data, facts: { outstanding }, meta });
}

/** What a supplement could still share, and what others have not finished. */
export async function outstandingAtTheEnd(
  { pools, reads }: WindUpParts,
  opened: PoolOpened['data'],
  { restCentimes, arrearsCentimes }: PoolState,
): Promise<Outstanding[]> {
  const { poolId } = opened;
  const counted = countedBy((await pools.history(poolId)).flatMap(({ events }) => events));
  const late = lateGoods(opened, await reads.deliveries(opened), counted);
  const lateIds = [...late.values()].flat().map(({ deliveryId }) => deliveryId);
  return [
    ...(await reads.outstanding(opened)),
    ...outstandingOf('late_deliveries', lateIds),
    ...outstandingOf('arrears', arrearsCentimes > 0 ? [poolId] : []),
    ...outstandingOf('rest_to_share', restCentimes > 0 ? [poolId] : []),
  ];
}
