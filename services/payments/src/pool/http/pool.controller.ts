import { Controller } from '@nestjs/common';
import { commandSubjectsOf, type ContractKind } from '@oce/contracts';
import type { HandlerOf } from '@oce/event-store';
import {
  AggregateId,
  Caller,
  CommandCall,
  CommandHandler,
  ConfirmProposalDto,
  InjectAggregate,
  Input,
  IsAmount,
  IsBusinessDate,
  IsFilledList,
  IsId,
  IsReason,
  IsShare,
  RejectProposalDto,
} from '@oce/service-kit';
import { businessDate, ONE_PPM } from '@oce/quantities';
import { Type } from 'class-transformer';
import { IsBoolean, IsIn, IsOptional, Matches, ValidateNested } from 'class-validator';
import { LimitsInForce } from '../../limit/http/limits-in-force';
import { CHARGE_KIND } from '../../schedule/http/schedule.controller';
import { OUTSTANDING_KINDS, type OutstandingKind } from '../domain/outstanding';
import { poolAggregate } from '../domain/pool';
import type { PostCharge } from '../domain/pool.commands';
import type { ChargedBy } from '../domain/settlement/charges';
import { PoolsService } from './pools.service';

export class MillingDto {
  @IsAmount(0) perKgCentimes: number;
  @IsIn(['oce', 'third_party']) chargedBy: ChargedBy;
}

export class PoolTermsDto {
  @ValidateNested() @Type(() => MillingDto) milling: MillingDto;
  @IsShare() commissionPpm: number;
  /** The pool's own cap on the total of OCE's charges: the members' conventions bind beside it. None unless told. */
  @IsOptional() @IsShare() oceChargesCapPpm?: number;
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
  /** One of the schedule of charges. */
  @Matches(CHARGE_KIND, { message: 'kind takes a word in small letters' })
  kind: string;
  @IsIn(['oce', 'third_party']) chargedBy: ChargedBy;
  @IsAmount() amountCentimes: number;
}

export class ReverseChargeDto {
  @IsId() chargeId: string;
  @IsReason() reason: string;
}

export class WindUpPoolDto {
  /** What is outstanding and known to whoever decides, as the refusal names it. */
  @IsOptional()
  @IsFilledList(OUTSTANDING_KINDS.length)
  @IsIn(OUTSTANDING_KINDS, { each: true })
  acknowledge?: OutstandingKind[];
}

export class ClosePoolDto extends WindUpPoolDto {
  /** Between the last delivery and today; today unless told. */
  @IsOptional() @IsBusinessDate() closedOn?: string;
  /** Said where the charges pass the proceeds: OCE bears the loss. */
  @IsOptional() @IsIn(['oce']) lossBorneBy?: 'oce';
}

export class TakeBackClosingDto {
  @IsReason() reason: string;
}

export class DistributeSupplementDto {
  @IsId() supplementId: string;
}

export class AssignProceedsDto {
  /** Of a receipt; what is taken back of one has the id of its reversal behind: `PR-1:REV-1`. */
  @Matches(/^[A-Za-z0-9_-]{1,60}(:[A-Za-z0-9_-]{1,60})?$/, { message: 'proceedsId takes the id of proceeds' })
  proceedsId: string;
  /** For proceeds that came after the pool was wound up: they go to the reserve. */
  @IsOptional() @IsBoolean() toReserve?: boolean;
}

const subject = commandSubjectsOf(poolAggregate);
const scopes = ['payments:write'];
const approve = ['payments:approve'];

/** Commands on pools. */
@Controller('payments/pools')
export class PoolController {
  constructor(
    private readonly service: PoolsService,
    private readonly limits: LimitsInForce,
    @InjectAggregate(poolAggregate) private readonly pools: HandlerOf<typeof poolAggregate>,
  ) {}

  @CommandHandler({ subject: subject('open'), scopes })
  async open(@Input() body: OpenPoolDto, @Caller() call: CommandCall) {
    const { terms, lotIds = null, ...scope } = body;
    const { milling, commissionPpm, oceChargesCapPpm = ONE_PPM } = terms;
    const data = { ...scope, lotIds, terms: { milling: { ...milling }, commissionPpm, oceChargesCapPpm } };
    const meta = await call.meta();
    return call.reply(body.poolId, await this.service.open(data, await this.limits.facts(), meta));
  }

  @CommandHandler({ path: ':id/charges', subject: subject('charge'), scopes })
  async charge(@AggregateId() poolId: string, @Input() body: PostChargeDto, @Caller() call: CommandCall) {
    // A key that names another request is refused before anything is looked up.
    await call.meta();
    const facts = await this.factsOfCharges(call);
    return call.handle(this.pools, poolId, { type: 'PostCharge', data: { poolId, ...body }, facts });
  }

  /** A second person confirms what is above its limit: the charge is posted, the pool is opened. */
  @CommandHandler({ path: ':id/confirmations', subject: subject('confirm'), scopes: approve })
  async confirm(
    @AggregateId() poolId: string,
    @Input() { proposalId }: ConfirmProposalDto,
    @Caller() call: CommandCall,
  ) {
    const meta = await call.meta();
    const facts = await this.factsOfCharges(call);
    return call.reply(poolId, await this.service.confirm(poolId, proposalId, facts, meta));
  }

  @CommandHandler({ path: ':id/rejections', subject: subject('reject'), scopes: approve })
  reject(
    @AggregateId() poolId: string,
    @Input() { proposalId, reason }: RejectProposalDto,
    @Caller() call: CommandCall,
  ) {
    return call.handle(this.pools, poolId, { type: 'RejectProposal', data: { poolId, proposalId, reason } });
  }

  private async factsOfCharges(call: CommandCall): Promise<PostCharge['facts']> {
    const kinds = await this.service.chargeKinds(businessDate(call.at));
    return { kinds, ...(await this.limits.facts()) };
  }

  /** Cites a charge and takes it back. */
  @CommandHandler({ path: ':id/charge-reversals', subject: subject('reverse-charge'), scopes })
  reverseCharge(
    @AggregateId() poolId: string,
    @Input() { chargeId, reason }: ReverseChargeDto,
    @Caller() call: CommandCall,
  ) {
    return call.handle(this.pools, poolId, { type: 'ReverseCharge', data: { chargeId, reason } });
  }

  /** For proceeds that found no pool when they came. */
  @CommandHandler({ path: ':id/proceeds', subject: subject('assign'), scopes })
  async assign(
    @AggregateId() poolId: string,
    @Input() { proceedsId, toReserve = false }: AssignProceedsDto,
    @Caller() call: CommandCall,
  ) {
    const assigned = { proceedsId, toReserve };
    return call.reply(poolId, await this.service.assign(poolId, assigned, await call.meta()));
  }

  /** A second person closes: it fixes what everybody gets. */
  @CommandHandler({ path: ':id/close', subject: subject('close'), scopes: approve })
  async close(@AggregateId() poolId: string, @Input() body: ClosePoolDto, @Caller() call: CommandCall) {
    return call.reply(poolId, await this.service.close(poolId, { ...body }, await call.meta()));
  }

  /** Opens the pool again, until the first payout holds one of its shares. */
  @CommandHandler({ path: ':id/take-back-closing', subject: subject('take-back-closing'), scopes: approve })
  async takeBack(
    @AggregateId() poolId: string,
    @Input() { reason }: TakeBackClosingDto,
    @Caller() call: CommandCall,
  ) {
    return call.reply(poolId, await this.service.takeBack(poolId, reason, await call.meta()));
  }

  /** Shares what came after the closing. */
  @CommandHandler({ path: ':id/supplements', subject: subject('distribute-supplement'), scopes: approve })
  async distribute(
    @AggregateId() poolId: string,
    @Input() { supplementId }: DistributeSupplementDto,
    @Caller() call: CommandCall,
  ) {
    return call.reply(poolId, await this.service.distribute(poolId, supplementId, await call.meta()));
  }

  /** The end: what is left goes to the reserve, what is missing to the costs of corrections. */
  @CommandHandler({ path: ':id/wind-up', subject: subject('wind-up'), scopes: approve })
  async windUp(
    @AggregateId() poolId: string,
    @Input() { acknowledge = [] }: WindUpPoolDto,
    @Caller() call: CommandCall,
  ) {
    return call.reply(poolId, await this.service.windUp(poolId, acknowledge, await call.meta()));
  }
}
