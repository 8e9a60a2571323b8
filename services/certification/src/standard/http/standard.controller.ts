import { Controller } from '@nestjs/common';
import { commandSubjectsOf } from '@oce/contracts';
import type { HandlerOf } from '@oce/event-store';
import {
  Caller,
  CommandCall,
  CommandHandler,
  InjectAggregate,
  Input,
  IsBusinessDate,
  IsFilledList,
  IsId,
} from '@oce/service-kit';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsInt,
  IsOptional,
  IsString,
  Length,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { standardAggregate } from '../domain/standard';

/** A decimal of whole digits and up to six places, as laboratories write it with a point. */
export const IsMeasure = (): PropertyDecorator =>
  Matches(/^\d{1,6}(\.\d{1,6})?$/, { message: '$property takes a decimal like 0.80' });

export class LimitDto {
  @IsId() parameter: string;
  @IsString() @Length(1, 30) unit: string;
  /** The decimals at which a measure is compared. */
  @IsInt() @Min(0) @Max(6) decimals: number;
  @IsOptional() @IsMeasure() max?: string;
  @IsOptional() @IsMeasure() min?: string;
  /** More than the lowest, not the lowest itself. */
  @IsOptional() @IsBoolean() isAboveMin?: boolean;
}

export class CategoryDto {
  @IsId() grade: string;
  @IsArray() @ArrayMaxSize(50) @ValidateNested({ each: true }) @Type(() => LimitDto) limits: LimitDto[];
  /** Whether goods of this grade may be sold to the market; they may where nothing is said. */
  @IsOptional() @IsBoolean() isSold?: boolean;
}

export class ProcessLimitDto {
  /** What may be said where it is kept: `cold_extraction`. */
  @IsId() claim: string;
  @IsId() activity: string;
  /** The highest temperature, in tenths of a degree. */
  @IsInt() @Min(-200) @Max(3_000) maxDeciCelsius: number;
}

export class PublishStandardDto {
  @IsId() standardId: string;
  @IsString() @Length(1, 60) version: string;
  /** A country or union by its code: `MA`, `EU`, `US`. */
  @Matches(/^[A-Z]{2,5}$/) market: string;
  @IsFilledList(200) @IsId({ each: true }) productIds: string[];
  @IsBusinessDate() validFrom: string;
  /** Where it is written: a regulation by its number. */
  @IsString() @Length(3, 200) source: string;
  /** What every lot keeps, whatever its grade. */
  @IsArray() @ArrayMaxSize(50) @ValidateNested({ each: true }) @Type(() => LimitDto) general: LimitDto[];
  /** From the best to the last; none where a lot keeps the grade that it was taken in at. */
  @IsArray()
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => CategoryDto)
  categories: CategoryDto[];
  @IsInt() @Min(1) @Max(365) counterAssessmentDays: number;
  /** How warm processes may be, so that something may be said of what they made. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => ProcessLimitDto)
  processes?: ProcessLimitDto[];
}

const limitOf = ({ parameter, unit, decimals, max = '', min = '', isAboveMin = false }: LimitDto) => ({
  parameter,
  unit,
  decimals,
  max: max || null,
  min: min || null,
  isAboveMin,
});

const subject = commandSubjectsOf(standardAggregate);

/** Commands on standards. */
@Controller('certification/standards')
export class StandardController {
  constructor(
    @InjectAggregate(standardAggregate) private readonly standards: HandlerOf<typeof standardAggregate>,
  ) {}

  @CommandHandler({ subject: subject('publish'), scopes: ['certification:write'] })
  publish(@Input() body: PublishStandardDto, @Caller() call: CommandCall) {
    const categories = body.categories.map(({ grade, limits, isSold = true }) => ({
      grade,
      limits: limits.map(limitOf),
      isSold,
    }));
    const { processes, ...rest } = body;
    const limits = processes?.map(({ claim, activity, maxDeciCelsius }) => ({
      claim,
      activity,
      maxDeciCelsius,
    }));
    const general = body.general.map(limitOf);
    const data = { ...rest, general, categories, ...(limits ? { processes: limits } : {}) };
    return call.handle(this.standards, body.standardId, { type: 'PublishStandard', data });
  }
}
