import { Controller, Get, Param, Query } from '@nestjs/common';
import { InjectProjection, IsId, MinPosition, PageQuery, ProjectionView, Scopes } from '@oce/service-kit';
import { IsIn, IsOptional } from 'class-validator';
import { invoicesProjection, type InvoiceDocument } from './invoices';

export class InvoicesQuery extends PageQuery {
  @IsOptional() @IsId() buyerId?: string;
  @IsOptional() @IsId() orderId?: string;
  @IsOptional() @IsIn(['open', 'settled']) status?: InvoiceDocument['status'];
}

/** Reads invoices, their proceeds and credit notes. */
@Controller('sales/invoices')
export class InvoicesQueryController {
  constructor(@InjectProjection(invoicesProjection) private readonly view: ProjectionView<InvoiceDocument>) {}

  @Scopes('sales:read')
  @Get()
  async list(@Query() query: InvoicesQuery, @MinPosition() position: number) {
    const { limit, after, ...filter } = query;
    return (await this.view.at(position)).page(filter, { limit, after });
  }

  @Scopes('sales:read')
  @Get(':id')
  async one(@Param('id') id: string, @MinPosition() position: number) {
    return (await this.view.at(position)).get(id, 'invoice');
  }
}
