import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsIn, IsString, Length, ValidateNested } from 'class-validator';
import { IsBusinessId } from '../shared/fields';

export class GradeDto {
  @IsBusinessId() grade: string;
  @IsString() @Length(1, 80) name: string;
}

export class ListProductDto {
  @IsBusinessId() productId: string;
  @IsString() @Length(1, 120) name: string;
  /** GTIN of 14 digits with its check digit. */
  @IsString() @Length(14, 20) gtin: string;
  @IsIn(['kg']) unit: 'kg';
  /** From the best to the last. */
  @ArrayMinSize(1) @ArrayMaxSize(30) @ValidateNested({ each: true }) @Type(() => GradeDto) grades: GradeDto[];
}
