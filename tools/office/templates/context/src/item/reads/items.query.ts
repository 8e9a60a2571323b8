import { Controller, Get, Param, Query } from '@nestjs/common';
import {
  fields,
  InjectProjection,
  MinPosition,
  type LogPosition,
  PageQuery,
  ProjectionView,
  Scopes,
} from '@oce/service-kit';
import { itemsProjection, type ItemDocument } from './items';

const shown = fields<ItemDocument>()('itemId', 'title', 'isAcknowledged');

/** Reads items. */
@Controller('__context__/items')
export class ItemsQueryController {
  constructor(@InjectProjection(itemsProjection) private readonly items: ProjectionView<ItemDocument>) {}

  @Scopes('__context__:read')
  @Get()
  async list(@Query() { limit, after }: PageQuery, @MinPosition() position: LogPosition) {
    return (await this.items.at(position)).list({}, { limit, after }, shown);
  }

  @Scopes('__context__:read')
  @Get(':id')
  async one(@Param('id') id: string, @MinPosition() position: LogPosition) {
    return (await this.items.at(position)).show(id, 'item', shown);
  }
}
