import { Rank, rankOf, type Value } from '../bson/values';
import { afterPrefix, encodeCompoundKey, identityOf } from '../keys/encode-key';
import type { KeyField } from '../keys/index-keys';
import { type Bound, eachConjunct, type FilterNode } from '../query/node';
import type { KeyRange } from '../storage/environment';
import { cutBound, uint32Key } from '../storage/stored-keys';

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

const demandsPresence = ({ equals, lower, upper }: PathBounds): boolean =>
  equals ? !equals.includes(null) : lower !== undefined || upper !== undefined;

/** An ordered table the planner can choose: a secondary index, or the documents by `_id`. */
export interface Candidate {
  readonly name: string;
  readonly tableId: number;
  readonly fields: readonly KeyField[];
  readonly throughArray: readonly boolean[];
  readonly unique: boolean;
  readonly sparse: boolean;
  /** The keys are in exact order, none shortened. */
  readonly isOrdered: boolean;
  readonly maxBoundBytes?: number;
}

export interface IndexPlan {
  readonly ranges: readonly KeyRange[];
  /** How many leading fields are held by equality, and which of them to a single value. */
  readonly equalFields: number;
  readonly isSinglePrefix: boolean;
  readonly score: number;
}

const MAX_PREFIXES = 5000;
const SCORES = { unique: 100, equal: 10, in: 8, range: 5 };

const extend = (prefix: Buffer, value: Value, field: KeyField): Buffer =>
  Buffer.concat([prefix, encodeCompoundKey([value], [field.direction])]);

/** The ranges of an index that hold every document the bounds allow, and how much they narrow it down. */
export function planIndex(candidate: Candidate, bounds: ReadonlyMap<string, PathBounds>): IndexPlan {
  let prefixes = [uint32Key(candidate.tableId)];
  let [equalFields, score, arraysUsed] = [0, 0, 0];
  let presence = !candidate.sparse;
  let range: ((prefix: Buffer) => KeyRange) | undefined;
  for (const [i, field] of candidate.fields.entries()) {
    const demanded = bounds.get(field.name);
    // Two fields through the same array may be met by different elements: only one may narrow the range.
    const isThroughArray = candidate.throughArray[i] === true;
    if (!demanded || (isThroughArray && arraysUsed > 0)) break;
    if (isThroughArray) arraysUsed += 1;
    const equals = demanded.equals;
    if (equals && prefixes.length * equals.length <= MAX_PREFIXES) {
      prefixes = prefixes.flatMap((prefix) => equals.map((value) => extend(prefix, value, field)));
      equalFields += 1;
      score += equals.length === 1 ? SCORES.equal : SCORES.in;
    } else if (!equals && (demanded.lower !== undefined || demanded.upper !== undefined)) {
      range = rangeOf(field, demanded, isThroughArray, candidate.maxBoundBytes);
      score += SCORES.range;
    } else break;
    presence ||= demandsPresence(demanded);
    if (range) break;
  }
  if (candidate.unique && equalFields === candidate.fields.length) score += SCORES.unique;
  const ofPrefix = range ?? ((prefix: Buffer) => prefixRange(cutBound(prefix, candidate.maxBoundBytes)));
  const ranges = disjoint(prefixes.map(ofPrefix));
  return { ranges, equalFields, isSinglePrefix: prefixes.length === 1, score: presence ? score : -1 };
}

const prefixRange = (prefix: Buffer): KeyRange => ({ start: prefix, end: afterPrefix(prefix) });

function disjoint(ranges: readonly KeyRange[]): KeyRange[] {
  const sorted = [...ranges].sort((a, b) => Buffer.compare(a.start, b.start));
  return sorted.filter((range, i) => i === 0 || !range.start.equals((sorted[i - 1] as KeyRange).start));
}

/** A range within the operands' type. The ends are inclusive; the filter drops what is too much. */
function rangeOf(
  field: KeyField,
  { lower, upper }: PathBounds,
  isThroughArray: boolean,
  maxBoundBytes: number | undefined,
): (prefix: Buffer) => KeyRange {
  // Through an array, one element may meet the lower bound and another the upper: use one bound only.
  const bounds = { lower, upper: isThroughArray && lower !== undefined ? undefined : upper };
  const type = rankOf(lower ?? upper);
  const isMixed = lower !== undefined && bounds.upper !== undefined && rankOf(bounds.upper) !== type;
  const [first, last] = field.direction > 0 ? [bounds.lower, bounds.upper] : [bounds.upper, bounds.lower];
  return (prefix) => {
    const typeKey = Buffer.from([field.direction > 0 ? type : type ^ 0xff]);
    const ofType = prefixRange(Buffer.concat([prefix, typeKey]));
    const bound = (value: Value): Buffer => cutBound(extend(prefix, value, field), maxBoundBytes);
    return {
      start: first === undefined || isMixed ? ofType.start : bound(first),
      end: last === undefined || isMixed ? ofType.end : afterPrefix(bound(last)),
    };
  };
}
