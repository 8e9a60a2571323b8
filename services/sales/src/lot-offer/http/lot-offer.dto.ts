import type { ContractKind } from '@oce/contracts';
import { IsBusinessDate } from '@oce/service-kit';
import { IsIn } from 'class-validator';

export class OfferLotDto {
  /** Fixed from then on: the lot's proceeds are pooled, or its own. */
  @IsIn(['pooled', 'traceable']) kind: ContractKind;
  @IsBusinessDate() offeredOn: string;
}
