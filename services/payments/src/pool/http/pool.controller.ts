import { Controller } from '@nestjs/common';
import { commandSubjectsOf, type ContractKind } from '@oce/contracts';
import type { HandlerOf } from '@oce/event-store';
import {
  AggregateId,
  Caller,
  CommandCall,
  CommandHandler,
  InjectAggregate,
  Input,
  IsAmount,
  IsBusinessDate,
  IsFilledList,
  IsId,
  IsShare,
} from '@oce/service-kit';
import { Type } from 'class-transformer';
import { IsIn, IsOptional, Matches, ValidateNested } from 'class-validator';
import { poolAggregate } from '../domain/pool';
import type { ChargedBy } from '../domain/settlement/charges';
import { PoolsService } from './pools.service';

export class MillingDto {
  @IsAmount(0) perKgCentimes: number;
  @IsIn(['oce', 'third_party']) chargedBy: ChargedBy;
}

export class PoolTermsDto {
  @ValidateNested() @Type(() => MillingDto) milling: MillingDto;
  @IsShare() commissionPpm: number;
  /** The convention's cap on the total of OCE's charges. */
  @IsShare() oceChargesCapPpm: number;
}

export class OpenPoolDto {
  @IsId() poolId: string;
  @IsIn(['pooled', 'traceable']) kind: ContractKind;
  @IsId() campaignId: string;
  @IsId() productId: string;
  @IsFilledList(50) @IsId({ each: true }) grades: string[];
  /** The one lot of a traceable settlement; left out for a pool. */
  @IsOptional() @IsFilledList(10) @IsId({ each: true }) lotIds?: string[];
  @ValidateNested() @Type(() => PoolTermsDto) terms: PoolTermsDto;
}

export class PostChargeDto {
  @IsId() chargeId: string;
  @Matches(/^[a-z][a-z0-9_-]{0,39}$/, { message: 'kind takes a word in small letters' })
  kind: string;
  @IsIn(['oce', 'third_party']) chargedBy: ChargedBy;
  @IsAmount() amountCentimes: number;
}

export class ClosePoolDto {
  /** Today unless told. */
  @IsOptional() @IsBusinessDate() closedOn?: string;
}

export class AssignProceedsDto {
  @IsId() proceedsId: string;
}

const subject = commandSubjectsOf(poolAggregate);
const scopes = ['payments:write'];

/** Commands on pools. */
@Controller('payments/pools')
export class PoolController {
  constructor(
    private readonly service: PoolsService,
    @InjectAggregate(poolAggregate) private readonly pools: HandlerOf<typeof poolAggregate>,
  ) {}

  @CommandHandler({ subject: subject('open'), scopes })
  async open(@Input() body: OpenPoolDto, @Caller() call: CommandCall) {
    const { terms, lotIds = null, ...scope } = body;
    const data = { ...scope, lotIds, terms: { ...terms, milling: { ...terms.milling } } };
    return call.reply(body.poolId, await this.service.open(data, await call.meta()));
  }

  @CommandHandler({ path: ':id/charges', subject: subject('charge'), scopes })
  charge(@AggregateId() poolId: string, @Input() body: PostChargeDto, @Caller() call: CommandCall) {
    return call.handle(this.pools, poolId, { type: 'PostCharge', data: { poolId, ...body } });
  }

  /** For proceeds that found no pool when they came. */
  @CommandHandler({ path: ':id/proceeds', subject: subject('assign'), scopes })
  async assign(
    @AggregateId() poolId: string,
    @Input() { proceedsId }: AssignProceedsDto,
    @Caller() call: CommandCall,
  ) {
    return call.reply(poolId, await this.service.assign(poolId, proceedsId, await call.meta()));
  }

  /** A second person closes: it fixes what everybody gets. */
  @CommandHandler({ path: ':id/close', subject: subject('close'), scopes: ['payments:approve'] })
  async close(
    @AggregateId() poolId: string,
    @Input() { closedOn }: ClosePoolDto,
    @Caller() call: CommandCall,
  ) {
    return call.reply(poolId, await this.service.close(poolId, closedOn, await call.meta()));
  }
}
