import { payments } from '@oce/contracts';
import { projectionFrom } from '@oce/projections';

/** A campaign's pool that is closed: what it counted has its share. */
export interface ClosedPool {
  readonly poolId: string;
  readonly campaignId: string;
  readonly productId: string;
  readonly grades: readonly string[];
  readonly closedOn: string;
}

/** Which grades of a campaign have been shared by a pool? Lots that are settled alone are none of them. */
export const closedPoolsProjection = projectionFrom(
  payments.pool.PoolClosed,
  payments.pool.ClosingTakenBack,
)<ClosedPool>({
  name: 'pooled_grades',
  version: 1,
  indexes: [{ fields: { campaignId: 1 } }],
  keys: ({ data }) => (data.kind === 'pooled' ? [data.poolId] : []),
  project(_document, { type, data }) {
    if (type === 'ClosingTakenBack') return null;
    const { poolId, campaignId, productId, grades, closedOn } = data;
    return { poolId, campaignId, productId, grades: [...grades], closedOn };
  },
});
