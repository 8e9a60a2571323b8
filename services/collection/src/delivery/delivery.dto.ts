import {
  IsInt,
  IsISO8601,
  IsOptional,
  IsString,
  Length,
  Matches,
  Max,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { Type } from 'class-transformer';

const ID = /^[A-Za-z0-9_-]{1,60}$/;
const ID_RULE = { message: '$property takes letters, digits, - and _ only, at most 60 of them' };
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?Z$/;
const HEAVIEST_GRAMS = 1_000_000_000;

/** One weigh ticket. Weights in grams, the moment in UTC. */
export class WeighInDto {
  /** Where it is stated it must be the terminal's station. */
  @IsOptional() @Matches(ID, ID_RULE) stationId?: string;
  @Matches(ID, ID_RULE) terminalId: string;
  @Matches(ID, ID_RULE) ticketNumber: string;
  @Matches(ID, ID_RULE) producerCode: string;
  @Matches(ID, ID_RULE) campaignId: string;
  @Matches(ID, ID_RULE) productId: string;
  @IsInt() @Min(1) @Max(HEAVIEST_GRAMS) grossGrams: number;
  @IsInt() @Min(0) @Max(HEAVIEST_GRAMS) tareGrams: number;
  /** Catch weight: what was counted, with `containerCount`. */
  @ValidateIf(hasContainers) @IsString() @Length(1, 40) containerKind?: string;
  @ValidateIf(hasContainers) @IsInt() @Min(1) @Max(100_000) containerCount?: number;
  @Matches(INSTANT, { message: 'weighedAt takes an instant in UTC like 2026-10-01T08:00:00Z' })
  @IsISO8601({ strict: true })
  weighedAt: string;
}

function hasContainers(ticket: WeighInDto): boolean {
  return ticket.containerKind !== undefined || ticket.containerCount !== undefined;
}

const ONE_PPM = 1_000_000;

/** The quality sheet of a delivery; shares in parts per million. */
export class GradeDto {
  @Matches(ID, ID_RULE) sampleId: string;
  @Matches(ID, ID_RULE) grade: string;
  @IsInt() @Min(0) @Max(ONE_PPM) impuritiesPpm: number;
  @IsInt() @Min(0) @Max(ONE_PPM) moisturePpm: number;
}

export class RefuseDto {
  @IsString() @Length(3, 300) reason: string;
}

export class CorrectedWeighingDto {
  @Matches(ID, ID_RULE) ticketNumber: string;
  @IsInt() @Min(1) @Max(HEAVIEST_GRAMS) grossGrams: number;
  @IsInt() @Min(0) @Max(HEAVIEST_GRAMS) tareGrams: number;
}

export class ReverseDto {
  @IsString() @Length(3, 300) reason: string;
  /** The right weights, under a ticket number of their own; without it the delivery is only taken back. */
  @IsOptional() @ValidateNested() @Type(() => CorrectedWeighingDto) correction?: CorrectedWeighingDto;
}
