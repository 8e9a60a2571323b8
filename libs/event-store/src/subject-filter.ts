import type { AggregateRef } from '@oce/event-sourcing';
import { matchesSubject } from './event-store';

/** Says whether an aggregate's commits pass a set of filters. */
export type SubjectFilter = (ref: AggregateRef) => boolean;

/** Compiles NATS filters; where none of them speaks of ids, an answer is remembered for each kind of aggregate. */
export function compileFilters(filters: readonly string[]): SubjectFilter {
  const test = (ref: AggregateRef, id: string): boolean =>
    filters.some((filter) => matchesSubject(filter, `evt.${ref.context}.${ref.aggregate}.${id}`));
  const speaksOfIds = filters.some((filter) => !['*', '>', undefined].includes(filter.split('.')[3]));
  if (speaksOfIds) return (ref) => test(ref, ref.id);
  const known = new Map<string, Map<string, boolean>>();
  return (ref) => {
    let aggregates = known.get(ref.context);
    if (!aggregates) known.set(ref.context, (aggregates = new Map()));
    let passes = aggregates.get(ref.aggregate);
    if (passes === undefined) aggregates.set(ref.aggregate, (passes = test(ref, ref.id)));
    return passes;
  };
}
