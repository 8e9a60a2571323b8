import { Type } from 'class-transformer';
import { IsInt, IsOptional, Matches, Max, Min } from 'class-validator';

/** A page of a list in the order of its keys. */
export class PageQuery {
  @IsOptional() @IsInt() @Min(1) @Max(500) @Type(() => Number) limit: number = 100;
  /** `next` of the page before. */
  @IsOptional()
  @Matches(/^[A-Za-z0-9_|-]{1,200}$/, { message: 'after takes the next of a page' })
  after?: string;
}
