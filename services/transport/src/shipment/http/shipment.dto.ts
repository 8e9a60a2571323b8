import {
  IsAmount,
  IsBusinessDate,
  IsDerivedId,
  IsId,
  IsInstant,
  IsReason,
  IsWeighingInstant,
} from '@oce/service-kit';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
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
import { DOCUMENT_KINDS, type DocumentKind } from '../../checklist/domain/rules';
import { MODES, type Mode } from '../domain/shipment.events';

const IsSscc = () => Matches(/^\d{18}$/, { message: '$property takes 18 digits' });

export class LegDto {
  @IsId() legId: string;
  @IsIn(MODES) mode: Mode;
  @IsString() @Length(2, 100) from: string;
  @IsString() @Length(2, 100) to: string;
  @IsBusinessDate('validity') plannedOn: string;
}

export class PlanShipmentDto {
  @IsId() shipmentId: string;
  @IsId() orderId: string;
  /** The market, `EU`; where the contract of sale names it, it need not be told. */
  @IsOptional()
  @Matches(/^[A-Z]{2,3}$/, { message: 'destination takes a code like EU' })
  destination?: string;
  @IsString() @Length(2, 100) carrier: string;
  /** The main carriage. */
  @IsIn(MODES) mode: Mode;
  /** The number plate, the ship or the flight. */
  @IsString() @Length(2, 40) vehicle: string;
  /** ISO 6346: four letters and seven digits. With one, a seal is asked before it departs. */
  @IsOptional()
  @Matches(/^[A-Z]{4}\d{7}$/, { message: 'container takes a number like MSCU1234566' })
  container?: string;
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => LegDto)
  legs?: LegDto[];
  @IsBusinessDate('booking') plannedOn: string;
}

export class ScanDto {
  @IsSscc() sscc: string;
}
export class UnloadDto {
  @IsSscc() sscc: string;
  @IsReason() reason: string;
}
export class LoadBulkDto {
  @IsId() lineId: string;
  @IsDerivedId() lotId: string;
  @IsInt() @Min(1) @Max(1_000_000_000) grams: number;
  /** The compartment, hatch or bag that it is in. */
  @IsString() @Length(1, 40) compartment: string;
}
export class UnloadBulkDto {
  @IsId() lineId: string;
  @IsReason() reason: string;
}
export class SealDto {
  @Matches(/^[A-Za-z0-9-]{4,30}$/, { message: 'sealNumber takes 4 to 30 letters, digits and -' })
  sealNumber: string;
  @IsWeighingInstant() sealedAt: string;
}
export class ReasonDto {
  @IsReason() reason: string;
}
export class DocumentDto {
  @IsId() documentId: string;
  @IsIn(DOCUMENT_KINDS) kind: DocumentKind;
  @IsString() @Length(1, 60) number: string;
  @IsString() @Length(2, 100) issuer: string;
  @IsBusinessDate('booking') issuedOn: string;
  @Matches(/^[0-9a-f]{64}$/, { message: 'digest takes a SHA-256 in 64 hexadecimal digits' }) digest: string;
}
export class DepartDto {
  @IsWeighingInstant() departedAt: string;
}
export class LegDoneDto {
  @IsId() legId: string;
  @IsWeighingInstant() doneAt: string;
}
export class ReservationDto {
  @IsSscc() sscc: string;
  @IsString() @Length(3, 300) note: string;
}
export class HandOverDto {
  @IsString() @Length(2, 100) from: string;
  @IsString() @Length(2, 100) to: string;
  @IsArray()
  @ArrayMaxSize(200)
  @ValidateNested({ each: true })
  @Type(() => ReservationDto)
  reservations: ReservationDto[];
  @IsWeighingInstant() handedOverAt: string;
}
export class AcceptReservationsDto {
  @IsInstant() handedOverAt: string;
  @IsString() @Length(2, 100) by: string;
  @IsString() @Length(3, 300) note: string;
}
export class CustomsDto {
  @IsString() @Length(2, 60) number: string;
  @IsBusinessDate('booking') clearedOn: string;
  @Matches(/^[A-Z]{3}$/, { message: 'currency takes a code like EUR' }) currency: string;
  /** In minor units of the currency. */
  @IsAmount() amountMinor: number;
}
export class DifferenceDto {
  /** Absent for goods in bulk. */
  @IsOptional() @IsSscc() sscc?: string;
  @IsDerivedId() lotId: string;
  @IsIn(['missing', 'damaged']) kind: 'missing' | 'damaged';
  /** Of packed goods. */
  @IsOptional() @IsInt() @Min(1) @Max(10_000_000) pieces?: number;
  @IsInt() @Min(1) @Max(1_000_000_000) grams: number;
  /** Who answers for it. */
  @IsIn(['carrier', 'buyer', 'oce']) owner: 'carrier' | 'buyer' | 'oce';
  @IsString() @Length(3, 300) note: string;
}
export class ReceiveDto {
  @IsId() deliveryNoteNumber: string;
  @IsArray()
  @ArrayMaxSize(500)
  @ValidateNested({ each: true })
  @Type(() => DifferenceDto)
  differences: DifferenceDto[];
  @IsBusinessDate('booking') receivedOn: string;
}
export class RefuseDto {
  @IsReason() reason: string;
  @IsBusinessDate('booking') refusedOn: string;
}
export class ReturnDto {
  @IsId() stationId: string;
  @IsBusinessDate('booking') returnedOn: string;
}
