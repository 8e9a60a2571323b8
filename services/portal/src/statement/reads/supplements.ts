import { payments, type SupplementDistributed } from '@oce/contracts';
import { projectionFrom } from '@oce/projections';

/** A supplementary distribution of a pool: sums over all members only. */
export interface Supplement extends Pick<
  SupplementDistributed['data'],
  'poolId' | 'number' | 'distributedCentimes' | 'sharedCentimes' | 'points' | 'members' | 'distributedOn'
> {
  /** What the pool had come to have since its closing, or the supplement before. */
  readonly restBeforeCentimes: number;
}

export const supplementKey = (poolId: string, number: number): string => `${poolId}|${number}`;

/** What did each supplement of a closed pool share out? */
export const supplementsProjection = projectionFrom(payments.pool.SupplementDistributed)<Supplement>({
  name: 'supplements',
  version: 1,
  keys: ({ data }) => [supplementKey(data.poolId, data.number)],
  project: (_document, { data }) => ({
    poolId: data.poolId,
    number: data.number,
    restBeforeCentimes: data.restCentimes + data.distributedCentimes,
    distributedCentimes: data.distributedCentimes,
    sharedCentimes: data.sharedCentimes,
    points: data.points,
    members: data.members,
    distributedOn: data.distributedOn,
  }),
});
