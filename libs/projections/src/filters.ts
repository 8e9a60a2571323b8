import { covers } from '@oce/event-store';

/** The union of filters without those that another one covers: a consumer's filters may not overlap. */
export function unionOfFilters(filters: readonly string[]): string[] {
  const unique = [...new Set(filters)];
  return unique.filter((filter) => !unique.some((other) => other !== filter && covers(other, filter))).sort();
}
