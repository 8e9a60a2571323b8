import { Controller } from '@nestjs/common';
import { commandSubjectsOf } from '@oce/contracts';
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
  IsShare,
  RejectProposalDto,
} from '@oce/service-kit';
import { Type } from 'class-transformer';
import { IsInt, IsString, Length, Matches, Max, Min, ValidateNested } from 'class-validator';
import { LimitsInForce } from '../../limit/http/limits-in-force';
import {
  scheduleAggregate,
  type ConfirmationFacts,
  type PublishPriceSchedule,
  type PublishPurchasePrices,
} from '../domain/schedule';
import { SchedulesReader } from '../reads/schedules.reader';

export class GradePriceDto {
  @IsId() grade: string;
  @IsAmount(0) pricePerKgCentimes: number;
  /** What a kilogram counts in points: 1,050,000 for 1.05. */
  @IsInt() @Min(0) @Max(100_000_000) pointsPpm: number;
}

export class PublishPriceScheduleDto {
  @IsId() version: string;
  @IsId() campaignId: string;
  @IsId() productId: string;
  @IsBusinessDate('terms') validFrom: string;
  @IsShare() advancePpm: number;
  @IsFilledList(100)
  @ValidateNested({ each: true })
  @Type(() => GradePriceDto)
  grades: GradePriceDto[];
}

export class PurchaseGradePriceDto {
  @IsId() grade: string;
  @IsAmount() pricePerKgCentimes: number;
}

export class PublishPurchasePricesDto {
  @IsId() version: string;
  @IsId() productId: string;
  @IsBusinessDate('terms') validFrom: string;
  @IsFilledList(100)
  @ValidateNested({ each: true })
  @Type(() => PurchaseGradePriceDto)
  grades: PurchaseGradePriceDto[];
}

export class CapsDto {
  @IsShare() legal: number;
  @IsShare() insurance: number;
  @IsShare() input_credit: number;
  @IsShare() voluntary: number;
}

export class PublishDeductionScheduleDto {
  @IsId() version: string;
  @IsBusinessDate('terms') validFrom: string;
  @ValidateNested() @Type(() => CapsDto) capsPpm: CapsDto;
  @IsShare() floorPpm: number;
}

/** How the kind of a charge is written. */
export const CHARGE_KIND = /^[a-z][a-z0-9_-]{0,39}$/;

export class ChargeKindDto {
  @Matches(CHARGE_KIND, { message: 'kind takes a word in small letters' }) kind: string;
  /** In the office's words. */
  @IsString() @Length(1, 100) name: string;
}

export class PublishChargeScheduleDto {
  @IsId() version: string;
  @IsBusinessDate() validFrom: string;
  @IsFilledList(100)
  @ValidateNested({ each: true })
  @Type(() => ChargeKindDto)
  kinds: ChargeKindDto[];
}

const subject = commandSubjectsOf(scheduleAggregate);
const scopes = ['payments:write'];
const approve = ['payments:approve'];

/** Publishes versions of prices, deductions and kinds of charges. */
@Controller('payments')
export class ScheduleController {
  constructor(
    @InjectAggregate(scheduleAggregate) private readonly schedules: HandlerOf<typeof scheduleAggregate>,
    private readonly reader: SchedulesReader,
    private readonly limits: LimitsInForce,
  ) {}

  @CommandHandler({ path: 'price-schedules', subject: subject('publish-prices'), scopes })
  async publishPrices(@Input() body: PublishPriceScheduleDto, @Caller() call: CommandCall) {
    // A key that names another request is refused before anything is looked up.
    await call.meta();
    const data = { ...body, grades: body.grades.map((grade) => ({ ...grade })) };
    const { campaignId, productId, validFrom } = body;
    const prices = (await this.reader.inForce()).frozenPrices(campaignId, productId, validFrom);
    const facts = { prices, ...(await this.limits.facts()) };
    return call.handle(this.schedules, body.version, { type: 'PublishPriceSchedule', data, facts });
  }

  /** What OCE buys a product at, from a day on: the price of a purchased delivery is final. */
  @CommandHandler({ path: 'purchase-prices', subject: subject('publish-purchase-prices'), scopes })
  async publishPurchasePrices(@Input() body: PublishPurchasePricesDto, @Caller() call: CommandCall) {
    await call.meta();
    const data = { ...body, grades: body.grades.map((grade) => ({ ...grade })) };
    const purchases = (await this.reader.inForce()).frozenPurchases(body.productId, body.validFrom);
    const facts = { purchases, ...(await this.limits.facts()) };
    return call.handle(this.schedules, body.version, { type: 'PublishPurchasePrices', data, facts });
  }

  /** A second person confirms prices above their limit: they are published, if no delivery has come before them. */
  @CommandHandler({ path: 'price-schedules/:id/confirmations', subject: subject('confirm'), scopes: approve })
  async confirm(
    @AggregateId() version: string,
    @Input() { proposalId }: ConfirmProposalDto,
    @Caller() call: CommandCall,
  ) {
    await call.meta();
    const facts = await this.frozenOf(version, proposalId);
    return call.handle(this.schedules, version, {
      type: 'ConfirmProposal',
      data: { version, proposalId },
      facts,
    });
  }

  @CommandHandler({ path: 'price-schedules/:id/rejections', subject: subject('reject'), scopes: approve })
  reject(
    @AggregateId() version: string,
    @Input() { proposalId, reason }: RejectProposalDto,
    @Caller() call: CommandCall,
  ) {
    const data = { version, proposalId, reason };
    return call.handle(this.schedules, version, { type: 'RejectProposal', data });
  }

  /** What is frozen of the prices that wait, as of now. */
  private async frozenOf(version: string, proposalId: string): Promise<ConfirmationFacts> {
    const { proposals } = (await this.schedules.load(version)).state;
    const asked = Object.hasOwn(proposals, proposalId) ? proposals[proposalId]?.command : undefined;
    if (asked === undefined) return { prices: [], purchases: [] };
    const inForce = await this.reader.inForce();
    if (asked.type === 'PublishPurchasePrices') {
      const { productId, validFrom } = asked.data as PublishPurchasePrices['data'];
      return { prices: [], purchases: inForce.frozenPurchases(productId, validFrom) };
    }
    const { campaignId, productId, validFrom } = asked.data as PublishPriceSchedule['data'];
    return { prices: inForce.frozenPrices(campaignId, productId, validFrom), purchases: [] };
  }

  @CommandHandler({ path: 'deduction-schedules', subject: subject('publish-deductions'), scopes })
  async publishDeductions(@Input() body: PublishDeductionScheduleDto, @Caller() call: CommandCall) {
    await call.meta();
    const data = { ...body, capsPpm: { ...body.capsPpm } };
    const facts = { deductions: (await this.reader.inForce()).frozenDeductions(body.validFrom) };
    return call.handle(this.schedules, body.version, { type: 'PublishDeductionSchedule', data, facts });
  }

  /** The kinds that a pool may be charged by hand, from a day on. */
  @CommandHandler({ path: 'charge-schedules', subject: subject('publish-charges'), scopes })
  publishCharges(@Input() body: PublishChargeScheduleDto, @Caller() call: CommandCall) {
    const data = { ...body, kinds: body.kinds.map((kind) => ({ ...kind })) };
    return call.handle(this.schedules, body.version, { type: 'PublishChargeSchedule', data });
  }
}
