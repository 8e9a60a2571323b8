import { Rank, type Value, rankOf } from '../bson/values';
import { identityOf } from '../keys/encode-key';
import { type Bound, eachConjunct, type FilterNode } from '../query/node';

/** What a filter demands of one path, as far as an index can use it. */
export interface PathBounds {
  /** The path is equal to one of these; one operand for equality, several for `$in`. */
  equals?: readonly Value[];
  lower?: Value;
  upper?: Value;
}

const INDEXABLE: ReadonlySet<number> = new Set([
  Rank.null,
  Rank.number,
  Rank.string,
  Rank.object,
  Rank.binary,
  Rank.objectId,
  Rank.boolean,
  Rank.date,
  Rank.timestamp,
]);

function distinct(values: readonly Value[]): readonly Value[] {
  if (values.length <= 1) return values;
  return [...new Map(values.map((value) => [identityOf(value), value])).values()];
}

function addBound(bounds: PathBounds, { op, operands }: Bound): void {
  if (!operands.every((operand) => INDEXABLE.has(rankOf(operand)))) return;
  const [operand] = operands;
  if (op === 'eq' || op === 'in') {
    const values = distinct(operands);
    if (!bounds.equals || values.length < bounds.equals.length) bounds.equals = values;
  } else if (operand === null || operand === undefined) return;
  else if (op === 'gt' || op === 'gte') bounds.lower ??= operand;
  else bounds.upper ??= operand;
}

/** The bounds of every path that the whole filter is bound to. The filter itself is still to be tested. */
export function boundsOf(filter: FilterNode): Map<string, PathBounds> {
  const paths = new Map<string, PathBounds>();
  eachConjunct(filter, ({ path, bound }) => {
    if (!bound) return;
    const name = path.length === 1 ? (path[0] as string) : path.join('.');
    const bounds = paths.get(name) ?? {};
    addBound(bounds, bound);
    paths.set(name, bounds);
  });
  return paths;
}

export const demandsPresence = ({ equals, lower, upper }: PathBounds): boolean =>
  equals ? !equals.includes(null) : lower !== undefined || upper !== undefined;
