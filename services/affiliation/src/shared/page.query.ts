import { Type } from 'class-transformer';
import { IsInt, IsOptional, Matches, Max, Min } from 'class-validator';

/** Which part of a list: `limit` of them, behind the key `after`. */
export class PageQuery {
  @IsOptional() @IsInt() @Min(1) @Max(500) @Type(() => Number) limit: number = 100;
  @IsOptional()
  @Matches(/^[A-Za-z0-9_-]{1,128}$/, { message: '$property takes letters, digits, - and _ only' })
  after?: string;
}
