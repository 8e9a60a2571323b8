import { Controller, Get, Param, Query } from '@nestjs/common';
import type { ContractKind } from '@oce/contracts';
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
import { contractsProjection, type ContractDocument } from './contracts';

export class ContractsQuery extends PageQuery {
  @IsOptional() @IsId() buyerId?: string;
  @IsOptional() @IsId() campaignId?: string;
  @IsOptional() @IsIn(['pooled', 'traceable']) kind?: ContractKind;
}

const shown = fields<ContractDocument>()(
  'contractId',
  'buyerId',
  'kind',
  'campaignId',
  'productId',
  'currency',
  'incoterm',
  'place',
  'signedOn',
  'paymentDays',
  'prices',
);

/** Reads contracts. */
@Controller('sales/contracts')
export class ContractsQueryController {
  constructor(
    @InjectProjection(contractsProjection) private readonly view: ProjectionView<ContractDocument>,
  ) {}

  @Scopes('sales:read')
  @Get()
  async list(@Query() query: ContractsQuery, @MinPosition() position: number) {
    const { limit, after, ...filter } = query;
    return (await this.view.at(position)).list(filter, { limit, after }, shown);
  }

  @Scopes('sales:read')
  @Get(':id')
  async one(@Param('id') id: string, @MinPosition() position: number) {
    return (await this.view.at(position)).show(id, 'contract', shown);
  }
}
