import { Controller, Get, Param, Query } from '@nestjs/common';
import { fields, InjectProjection, MinPosition, PageQuery, ProjectionView, Scopes } from '@oce/service-kit';
import { buyersProjection, type BuyerDocument } from './buyers';

const shown = fields<BuyerDocument>()(
  'buyerId',
  'name',
  'ice',
  'city',
  'limitCentimes',
  'usedCentimes',
  'leftCentimes',
);

/** Reads buyers, their limits and what is in use. */
@Controller('sales/buyers')
export class BuyersQueryController {
  constructor(@InjectProjection(buyersProjection) private readonly view: ProjectionView<BuyerDocument>) {}

  @Scopes('sales:read')
  @Get()
  async list(@Query() query: PageQuery, @MinPosition() position: number) {
    const { limit, after, ...filter } = query;
    return (await this.view.at(position)).list(filter, { limit, after }, shown);
  }

  @Scopes('sales:read')
  @Get(':id')
  async one(@Param('id') id: string, @MinPosition() position: number) {
    return (await this.view.at(position)).show(id, 'buyer', shown);
  }
}
