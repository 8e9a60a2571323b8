import { sales, type ProceedsReceived } from '@oce/contracts';
import { policyOn, type Reaction } from '@oce/policies';
import type { PoolProceeds } from '../domain/pool.commands';
import type { PoolDocument } from '../reads/pools';
import { isPartOf } from '../reads/proceeds';

/** Where proceeds go that no pool takes: there is no such pool, so they end with a clerk, who assigns them. */
export const NO_POOL = 'none';

export type OpenPools = readonly Pick<PoolDocument, 'poolId' | 'kind' | 'campaignId' | 'grades' | 'lotIds'>[];

/** Each part of proceeds goes to the pool of its campaign and grade, or to the settlement of its traceable lot. */
export const poolProceedsPolicy = policyOn(sales.invoice)<OpenPools>({
  name: 'pool-proceeds',
  after: ['pools'],
  react(event, _envelope, pools) {
    return event.type === 'ProceedsReceived' ? proceedsReactions(event.data, pools) : [];
  },
});

/** One command a pool, with the parts that are its own. */
export function proceedsReactions(data: ProceedsReceived['data'], pools: OpenPools): Reaction[] {
  const { proceedsId, invoiceNumber, kind, valueDate } = data;
  const byPool = new Map<string, { campaignId: string; parts: PoolProceeds['data']['parts'] }>();
  for (const part of data.parts) {
    const poolId = pools.find((pool) => isPartOf(pool, kind, part))?.poolId ?? NO_POOL;
    const { lotId, grade, amountCentimes, campaignId } = part;
    const parts = [...(byPool.get(poolId)?.parts ?? []), { lotId, grade, amountCentimes }];
    byPool.set(poolId, { campaignId, parts });
  }
  return [...byPool].map(([id, { campaignId, parts }]) => ({
    aggregate: 'pool',
    id,
    type: 'PoolProceeds',
    data: { proceedsId, invoiceNumber, kind, campaignId, parts, valueDate },
  }));
}
