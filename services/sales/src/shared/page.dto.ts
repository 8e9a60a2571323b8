import { Type } from 'class-transformer';
import { IsInt, IsOptional, Max, Min } from 'class-validator';
import { IsId } from './rules';

/** A page of a list in the order of its ids. */
export class PageQuery {
  @IsOptional() @IsInt() @Min(1) @Max(500) @Type(() => Number) limit: number = 100;
  /** `next` of the page before. */
  @IsOptional() @IsId() after?: string;
}
