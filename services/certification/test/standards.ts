import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PublishStandardDto } from '../src/standard/http/standard.controller';
import type { StandardContent } from '../src/standard/domain/standard';

/** A standard as its data file has it: what a clerk loads. */
export const standardFile = (name: string): PublishStandardDto =>
  JSON.parse(
    readFileSync(join(__dirname, '../data/standards', `${name}.json`), 'utf8'),
  ) as PublishStandardDto;

/** The rules in a standard's file, as they stand once it is published. */
export function rulesOf(name: string): Pick<StandardContent, 'general' | 'categories'> {
  const { general, categories } = standardFile(name);
  const limitOf = (limit: PublishStandardDto['general'][number]) => ({
    ...limit,
    max: limit.max ?? null,
    min: limit.min ?? null,
    isAboveMin: limit.isAboveMin ?? false,
  });
  return {
    general: general.map(limitOf),
    categories: categories.map(({ grade, limits, isSold = true }) => ({
      grade,
      limits: limits.map(limitOf),
      isSold,
    })),
  };
}
