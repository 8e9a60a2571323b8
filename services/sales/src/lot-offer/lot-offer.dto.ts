import type { ContractKind } from '@oce/contracts';
import { IsIn } from 'class-validator';
import { IsBusinessDate } from '../shared/rules';

export class OfferLotDto {
  /** Fixed from then on: the lot's proceeds are pooled, or its own. */
  @IsIn(['pooled', 'traceable']) kind: ContractKind;
  @IsBusinessDate() offeredOn: string;
}
