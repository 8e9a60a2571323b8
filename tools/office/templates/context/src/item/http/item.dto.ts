import { IsId } from '@oce/service-kit';
import { IsString, Length } from 'class-validator';

export class OpenItemDto {
  @IsId() itemId: string;
  @IsString() @Length(1, 120) title: string;
  @IsId() personId: string;
  /** The name of the person: encrypted before it is written anywhere. */
  @IsString() @Length(1, 120) contact: string;
}
