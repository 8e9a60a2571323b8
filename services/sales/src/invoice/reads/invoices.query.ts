import { Controller, Get, Param, Query } from '@nestjs/common';
import {
  fields,
  InjectProjection,
  IsId,
  MinPosition,
  PageQuery,
  ProjectionView,
  Scopes,
} from '@oce/service-kit';
import { IsIn, IsOptional } from 'class-validator';
import { invoicesProjection, type InvoiceDocument } from './invoices';

export class InvoicesQuery extends PageQuery {
  @IsOptional() @IsId() buyerId?: string;
  @IsOptional() @IsId() orderId?: string;
  @IsOptional() @IsIn(['open', 'settled']) status?: InvoiceDocument['status'];
}

const shown = fields<InvoiceDocument>()(
  'invoiceNumber',
  'orderId',
  'contractId',
  'kind',
  'buyerId',
  'lines',
  'amountCentimes',
  'receivedCentimes',
  'creditedCentimes',
  'openCentimes',
  'status',
  'issuedOn',
  'dueOn',
  'settledOn',
  'proceeds',
  'creditNotes',
);

/** Reads invoices, their proceeds and credit notes. */
@Controller('sales/invoices')
export class InvoicesQueryController {
  constructor(@InjectProjection(invoicesProjection) private readonly view: ProjectionView<InvoiceDocument>) {}

  @Scopes('sales:read')
  @Get()
  async list(@Query() query: InvoicesQuery, @MinPosition() position: number) {
    const { limit, after, ...filter } = query;
    return (await this.view.at(position)).list(filter, { limit, after }, shown);
  }

  @Scopes('sales:read')
  @Get(':id')
  async one(@Param('id') id: string, @MinPosition() position: number) {
    return (await this.view.at(position)).show(id, 'invoice', shown);
  }
}
