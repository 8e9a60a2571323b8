import { IsBusinessDate, IsDerivedId, IsFilledList, IsId, IsInstant } from '@oce/service-kit';
import { Type } from 'class-transformer';
import {
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Length,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { IsMeasure } from '../../standard/http/standard.controller';

export class RequestControlDto {
  @IsId() controlId: string;
  /** What is controlled: a lot, or what is in a tank. */
  @IsIn(['lot', 'tank']) kind: 'lot' | 'tank';
  @IsDerivedId() id: string;
  /** Of a tank: what is in it. Of a lot it is known. */
  @IsOptional() @IsId() productId?: string;
  @Matches(/^[A-Z]{2,5}$/) market: string;
  @IsId() standardId: string;
  /** What the goods are said to be: a panel that does not confirm it may be asked again. */
  @IsOptional() @IsId() declaredGrade?: string;
  @IsBusinessDate('booking') requestedOn: string;
}

export class TakeSampleDto {
  @IsId() sampleId: string;
  @IsId() sealNumber: string;
  /** Of the counter-sample, which is kept until the window for a counter-assessment closes. */
  @IsId() counterSealNumber: string;
  @IsInstant() takenAt: string;
}

export class TastedDto {
  @IsId() attribute: string;
  @IsIn(['defect', 'positive']) kind: 'defect' | 'positive';
  /** One a taster, in tenths: 4.5 is 45. */
  @IsFilledList(12)
  @IsInt({ each: true })
  @Min(0, { each: true })
  @Max(100, { each: true })
  scoresTenths: number[];
}

export class ScorePanelDto {
  @IsId() panelId: string;
  @IsIn(['first', 'counter']) assessment: 'first' | 'counter';
  @IsString() @Length(2, 120) body: string;
  @IsString() @Length(1, 60) number: string;
  @IsFilledList(30) @ValidateNested({ each: true }) @Type(() => TastedDto) tasted: TastedDto[];
  @IsBusinessDate('booking') scoredOn: string;
}

export class ResultDto {
  @IsId() parameter: string;
  @IsString() @Length(1, 30) unit: string;
  /** What was measured; left out where it is below what can be quantified. */
  @IsOptional() @IsMeasure() value?: string;
  /** The limit of quantification, where what there is lies below it. */
  @IsOptional() @IsMeasure() belowQuantification?: string;
}

export class ReportAnalysisDto {
  @IsId() reportId: string;
  @IsString() @Length(2, 120) body: string;
  @IsString() @Length(1, 60) number: string;
  @IsFilledList(100) @ValidateNested({ each: true }) @Type(() => ResultDto) results: ResultDto[];
  /** The report that this one takes the place of: none is ever changed. */
  @IsOptional() @IsId() replaces?: string;
  @IsBusinessDate('booking') reportedOn: string;
}

export class SignVerdictDto {
  @IsInstant() signedAt: string;
}
