import { payments, type PoolClosed } from '@oce/contracts';
import { projectionFrom } from '@oce/projections';

/** What a pool came to, so that a final share can be followed back to proceeds and charges. */
export type ClosedPool = Omit<PoolClosed['data'], 'postings' | 'attempt' | 'lotIds'>;

/** What did each closed pool share out? Sums over all members only. */
export const closedPoolsProjection = projectionFrom(...Object.values(payments))<ClosedPool>({
  name: 'closed_pools',
  version: 1,
  keys: (event) => (event.type === 'PoolClosed' ? [event.data.poolId] : []),
  project(document, event) {
    if (event.type !== 'PoolClosed') return document;
    const { postings: _postings, attempt: _attempt, lotIds: _lotIds, ...pool } = event.data;
    return pool;
  },
});
