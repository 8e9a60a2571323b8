import { Inject, Injectable } from '@nestjs/common';
import type { DeliveryGraded } from '@oce/contracts';
import type { LogReader } from '@oce/event-store';
import { EVENT_STORE, InjectProjection, ProjectionView } from '@oce/service-kit';
import { poolsProjection, type PoolDocument } from './pools';

/** A pool that has ended, with its position in the log. */
export type WoundUpPool = Pick<PoolDocument, 'poolId' | 'kind' | 'campaignId' | 'grades' | 'woundUpAt'>;

type Goods = Pick<DeliveryGraded['data'], 'campaignId' | 'grade'>;

/** The pool that goods would be of, among those that have ended. */
export const endedPoolOf = (
  { campaignId, grade }: Goods,
  woundUp: readonly WoundUpPool[],
): WoundUpPool | undefined =>
  woundUp.find(
    (pool) => pool.kind === 'pooled' && pool.campaignId === campaignId && pool.grades.includes(grade),
  );

/** Reads the pools that have ended. */
@Injectable()
export class WoundUpPools {
  constructor(
    @Inject(EVENT_STORE) private readonly log: Pick<LogReader, 'lastPosition'>,
    @InjectProjection(poolsProjection) private readonly pools: ProjectionView<PoolDocument>,
  ) {}

  /** As far as the projection has read. */
  all(): Promise<readonly WoundUpPool[]> {
    return this.pools.all({ status: 'wound_up' });
  }

  /** The ended pool of goods, as of now. */
  async of(goods: Goods): Promise<WoundUpPool | undefined> {
    await this.pools.at(await this.log.lastPosition());
    return endedPoolOf(goods, await this.all());
  }
}
