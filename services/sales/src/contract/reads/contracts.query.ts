import { Controller } from '@nestjs/common';
import type { ContractKind } from '@oce/contracts';
import { fields, IsId, PageQuery, readsOf, Scopes } from '@oce/service-kit';
import { IsIn, IsOptional } from 'class-validator';
import type { SaleContract } from '../domain/contract';
import { contractsProjection } from './contracts';

export class ContractsQuery extends PageQuery {
  @IsOptional() @IsId() buyerId?: string;
  @IsOptional() @IsId() campaignId?: string;
  @IsOptional() @IsIn(['pooled', 'traceable']) kind?: ContractKind;
}

const shown = fields<SaleContract>()(
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
  'market',
  'productKind',
);

/** Reads contracts. */
@Scopes('sales:read')
@Controller('sales/contracts')
export class ContractsQueryController extends readsOf(
  contractsProjection,
  'contract',
  shown,
  ContractsQuery,
) {}
