import { IsBusinessDate, IsId, IsReason } from '@oce/service-kit';
import { IsInt, IsOptional, IsString, Length, Max, Min } from 'class-validator';

/** A producer with the person behind the code. */
export class AffiliateProducerDto {
  @IsId() producerCode: string;
  @IsId() cooperativeId: string;
  @IsBusinessDate('affiliation') affiliatedOn: string;
  @IsString() @Length(1, 120) name: string;
  @IsOptional() @IsString() @Length(1, 120) nameArabic?: string;
  @IsString() @Length(1, 20) cin: string;
  /** National or international. */
  @IsString() @Length(1, 30) phone: string;
  @IsBusinessDate('birth') birthDate: string;
}

export class DeclarePlotDto {
  @IsId() plotId: string;
  @IsString() @Length(1, 60) crop: string;
  @IsInt() @Min(1) @Max(1_000_000_000) areaSquareMetres: number;
  /** Place or coordinates of the plot; no name of a person. */
  @IsString() @Length(1, 200) location: string;
}

export class ChangeContactDto {
  @IsString() @Length(1, 30) phone: string;
}

export class LeaveDto {
  @IsBusinessDate('departure') leftOn: string;
  @IsReason() reason: string;
}

export class ErasePersonDto {
  @IsBusinessDate('request') requestedOn: string;
  /** Stays in the log for ever: no name in it. */
  @IsReason() reason: string;
}
