import type { LotTerms, WeighingRecord } from '@oce/contracts';
import { IsBusinessDate, IsId, IsReason, IsShare, IsWeighingInstant } from '@oce/service-kit';
import { Type } from 'class-transformer';
import {
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Length,
  Max,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator';

const LOT_TERMS: readonly LotTerms[] = ['pooled', 'traceable', 'purchased', 'toll'];
const SOURCES: readonly WeighingRecord['source'][] = ['scale', 'typed', 'second_weighing'];
/** A year: no clock that tells tickets is off by more. */
const MOST_MS = 31_622_400_000;

/** No body says more than 1,000 t; what a scale may weigh is less, and a rule of the delivery (`weight_not_plausible`). */
const MOST_GRAMS_IN_A_BODY = 1_000_000_000;

/** What the indicator said; what the terminal does not know is left out. */
export class WeighingRecordDto {
  /** Record number of the alibi memory, or of the totaliser. */
  @IsOptional() @IsString() @Length(1, 40) alibiNumber?: string;
  @IsOptional() @IsString() @Length(1, 40) scaleSerial?: string;
  @IsOptional() @IsBoolean() isStable?: boolean;
  /** Whether the scale showed zero since the ticket before. */
  @IsOptional() @IsBoolean() sawZero?: boolean;
  @IsOptional() @IsInt() @Min(1) @Max(1_000_000) divisionGrams?: number;
  @IsIn(SOURCES) source: WeighingRecord['source'];
  /** Why it was typed. */
  @IsOptional() @IsReason() typedReason?: string;
  /** The terminal's own order of its tickets, in the epoch of its enrolment. */
  @IsOptional() @IsInt() @Min(0) @Max(2_000_000_000) counter?: number;
  @IsOptional() @IsInt() @Min(1) @Max(1_000_000) epoch?: number;
  /** The terminal's clock less the office's, in milliseconds. */
  @IsOptional() @IsInt() @Min(-MOST_MS) @Max(MOST_MS) skewMs?: number;
}

/** One weigh ticket. Weights in grams, the moment in UTC. */
export class WeighInDto {
  /** Where it is stated it must be the terminal's station. */
  @IsOptional() @IsId() stationId?: string;
  @IsId() terminalId: string;
  @IsId() ticketNumber: string;
  @IsId() producerCode: string;
  @IsId() campaignId: string;
  @IsId() productId: string;
  @IsInt() @Min(1) @Max(MOST_GRAMS_IN_A_BODY) grossGrams: number;
  @IsInt() @Min(0) @Max(MOST_GRAMS_IN_A_BODY) tareGrams: number;
  /** Catch weight: what was counted, with `containerCount`. */
  @ValidateIf(hasContainers) @IsString() @Length(1, 40) containerKind?: string;
  @ValidateIf(hasContainers) @IsInt() @Min(1) @Max(100_000) containerCount?: number;
  /** What one container weighs empty, where `tareGrams` is without them: it is taken off too. */
  @IsOptional() @IsInt() @Min(0) @Max(MOST_GRAMS_IN_A_BODY) containerTareGrams?: number;
  @IsWeighingInstant() weighedAt: string;
  /** What the goods are settled by. */
  @IsOptional() @IsIn(LOT_TERMS) settledAs?: LotTerms;
  /** The producer's plot that they were harvested on, and when. */
  @IsOptional() @IsId() plotId?: string;
  @IsOptional() @IsBusinessDate('booking') harvestedOn?: string;
  @IsOptional() @ValidateNested() @Type(() => WeighingRecordDto) record?: WeighingRecordDto;
  /** The ticket that this one seems to repeat, and does not: both were weighed. */
  @IsOptional() @IsId() distinctFrom?: string;
}

function hasContainers({ containerKind, containerCount, containerTareGrams }: WeighInDto): boolean {
  return containerKind !== undefined || containerCount !== undefined || containerTareGrams !== undefined;
}

/** The quality sheet of a delivery; shares in parts per million. */
export class GradeDto {
  @IsId() sampleId: string;
  @IsId() grade: string;
  @IsShare() impuritiesPpm: number;
  @IsShare() moisturePpm: number;
}

/** The right quality sheet, in the place of a wrong one. */
export class RegradeDto extends GradeDto {
  @IsReason() reason: string;
}

export class RefuseDto {
  @IsReason() reason: string;
}

export class CorrectedWeighingDto {
  @IsId() ticketNumber: string;
  @IsInt() @Min(1) @Max(MOST_GRAMS_IN_A_BODY) grossGrams: number;
  @IsInt() @Min(0) @Max(MOST_GRAMS_IN_A_BODY) tareGrams: number;
}

export class ReverseDto {
  @IsReason() reason: string;
  /** The right weights, under a ticket number of their own; without it the delivery is only taken back. */
  @IsOptional() @ValidateNested() @Type(() => CorrectedWeighingDto) correction?: CorrectedWeighingDto;
}
