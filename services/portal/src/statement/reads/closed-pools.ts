import { payments, type PoolClosed } from '@oce/contracts';
import { projectionFrom } from '@oce/projections';

/** What a pool came to, so that a final share can be followed back to proceeds and charges. */
export type ClosedPool = Omit<
  PoolClosed['data'],
  'postings' | 'attempt' | 'lotIds' | 'lossCentimes' | 'lossBorneBy' | 'oceChargesCapPpm' | 'acknowledged'
>;

/** What did each closed pool share out? Sums over all members only. */
export const closedPoolsProjection = projectionFrom(payments.pool.PoolClosed)<ClosedPool>({
  name: 'closed_pools',
  version: 1,
  keys: ({ data }) => [data.poolId],
  project: (_document, { data }) => ({
    poolId: data.poolId,
    kind: data.kind,
    campaignId: data.campaignId,
    productId: data.productId,
    grades: data.grades,
    proceedsCentimes: data.proceedsCentimes,
    charges: data.charges.map(({ kind, chargedBy, askedCentimes, amountCentimes }) => ({
      kind,
      chargedBy,
      askedCentimes,
      amountCentimes,
    })),
    distributableCentimes: data.distributableCentimes,
    points: data.points,
    members: data.members,
    deliveries: data.deliveries,
    payableGrams: data.payableGrams,
    logPosition: data.logPosition,
    closedOn: data.closedOn,
  }),
});
