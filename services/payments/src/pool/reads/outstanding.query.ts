import { Controller, Get, Param } from '@nestjs/common';
import { Scopes } from '@oce/service-kit';
import { PoolsService } from '../http/pools.service';

/** What would be refused of closing a pool, or of winding it up, unless it is named as known. */
@Scopes('payments:read')
@Controller('payments/pools')
export class OutstandingQueryController {
  constructor(private readonly pools: PoolsService) {}

  @Get(':id/outstanding')
  async outstanding(@Param('id') poolId: string) {
    return { items: await this.pools.outstanding(poolId) };
  }
}
