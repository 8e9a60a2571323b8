import { Injectable } from '@nestjs/common';
import { InjectProjection, ProjectionView, type ViewSource } from '@oce/service-kit';
import { poolsProjection, type PoolDocument } from '../reads/pools';
import type { KnownPools } from './when-proceeds-received-then-pool';

/** Reads all pools. */
@Injectable()
export class KnownPoolsSource implements ViewSource<KnownPools> {
  constructor(@InjectProjection(poolsProjection) private readonly pools: ProjectionView<PoolDocument>) {}

  viewOf(): Promise<KnownPools> {
    return this.pools.all({});
  }
}
