import { Injectable } from '@nestjs/common';
import { InjectProjection, ProjectionView, type ViewSource } from '@oce/service-kit';
import { poolsProjection, type PoolDocument } from '../reads/pools';
import type { OpenPools } from './when-proceeds-received-then-pool';

/** Reads all pools: closed ones too, which then say themselves that they take no more. */
@Injectable()
export class OpenPoolsSource implements ViewSource<OpenPools> {
  constructor(@InjectProjection(poolsProjection) private readonly pools: ProjectionView<PoolDocument>) {}

  async viewOf(): Promise<OpenPools> {
    return this.pools.all({});
  }
}
