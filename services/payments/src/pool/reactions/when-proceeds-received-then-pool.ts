import { sales, type ProceedsReversed } from '@oce/contracts';
import { policyOn, sendTo } from '@oce/policies';
import { poolAggregate } from '../domain/pool';
import { paysFor, takenBack, takenBackId, type PoolScope } from '../domain/pool-scope';
import type { PoolProceeds } from '../domain/pool.commands';

/** Where proceeds go that no pool takes: there is no such pool, so they end with a clerk, who assigns them. */
export const NO_POOL = 'none';

/** All pools, closed ones too, which then say themselves that they take no more. */
export type KnownPools = readonly PoolScope[];

/**
 * Each part of proceeds goes to the pool of its campaign and grade, or to the settlement of its traceable lot; what is taken
 * back of a receipt comes out of the same. One policy for both, so that a reversal never overtakes its receipt.
 */
export const whenProceedsReceivedThenPool = policyOn(
  sales.invoice.ProceedsReceived,
  sales.invoice.ProceedsReversed,
)<KnownPools>({
  name: 'pool-proceeds',
  after: ['pools'],
  react(event, _envelope, pools) {
    const { invoiceNumber, kind } = event.data;
    const of = event.type === 'ProceedsReversed' ? backOf(event.data) : event.data;
    const { proceedsId, valueDate } = of;
    const byPool = new Map<string, { campaignId: string | null; parts: PoolProceeds['data']['parts'] }>();
    // Parts are net; a last centime may be VAT alone, and brings the pool nothing.
    for (const part of of.parts.filter(({ amountCentimes }) => amountCentimes !== 0)) {
      const poolId = pools.find((pool) => paysFor(pool, kind, part))?.poolId ?? NO_POOL;
      const { lotId, grade, amountCentimes, campaignId } = part;
      const parts = [...(byPool.get(poolId)?.parts ?? []), { lotId, grade, amountCentimes }];
      byPool.set(poolId, { campaignId, parts });
    }
    return [...byPool].map(([poolId, { campaignId, parts }]) => {
      const pooled = { proceedsId, invoiceNumber, kind, campaignId, parts, valueDate };
      return sendTo(poolAggregate, poolId, 'PoolProceeds', pooled);
    });
  },
});

const backOf = (data: ProceedsReversed['data']) => ({
  proceedsId: takenBackId(data),
  valueDate: data.reversedOn,
  parts: takenBack(data.parts),
});
