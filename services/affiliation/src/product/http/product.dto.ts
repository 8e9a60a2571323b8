import { IsFilledList, IsId } from '@oce/service-kit';
import { Type } from 'class-transformer';
import { IsIn, IsString, Length, ValidateNested } from 'class-validator';

export class GradeDto {
  @IsId() grade: string;
  @IsString() @Length(1, 80) name: string;
}

export class ListProductDto {
  @IsId() productId: string;
  @IsString() @Length(1, 120) name: string;
  /** GTIN of 14 digits with its check digit. */
  @IsString() @Length(14, 20) gtin: string;
  @IsIn(['kg']) unit: 'kg';
  /** From the best to the last. */
  @IsFilledList(30) @ValidateNested({ each: true }) @Type(() => GradeDto) grades: GradeDto[];
}
