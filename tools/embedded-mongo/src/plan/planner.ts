import { type FilterNode, isEmptyFilter } from '../query/node';
import { type KeyField, keyField } from '../keys/index-keys';
import type { CollectionRecord } from '../storage/catalog';
import { documentsOf } from '../storage/document-store';
import type { KeyRange } from '../storage/environment';
import { documentKey, MAX_ID_BOUND_BYTES } from '../storage/stored-keys';
import { boundsOf, type Candidate, type IndexPlan, type PathBounds, planIndex } from './index-plan';

/** How the documents of a query are reached. */
export interface Plan {
  readonly access:
    | { readonly kind: 'keys'; readonly docKeys: readonly Buffer[] }
    | { readonly kind: 'documents'; readonly ranges: readonly KeyRange[] }
    | {
        readonly kind: 'index';
        readonly ranges: readonly KeyRange[];
        readonly mayRepeat: boolean;
        readonly name: string;
      };
  readonly reverse: boolean;
  /** The documents come in the order of the sort. */
  readonly isSorted: boolean;
  /** Every document reached passes the filter, which then need not be tested. */
  readonly isExact: boolean;
}

const ID_FIELD = keyField('_id', 1);
const SORT_SCORE = 3;

function candidatesOf(collection: CollectionRecord): Candidate[] {
  const byId: Candidate = {
    name: '_id_',
    tableId: collection.id,
    fields: [ID_FIELD],
    throughArray: [false],
    unique: true,
    sparse: false,
    isOrdered: !collection.truncated,
    maxBoundBytes: MAX_ID_BOUND_BYTES,
  };
  const secondary = collection.indexes.map((index) => ({
    ...index,
    tableId: index.id,
    isOrdered: !index.truncated && !collection.truncated && !index.throughArray.includes(true),
  }));
  return [byId, ...secondary];
}

/** Whether reading the index gives the sort: 1 forward, -1 in reverse, 0 not. */
function sortDirection(candidate: Candidate, plan: IndexPlan, sort: readonly KeyField[]): number {
  if (!candidate.isOrdered || !plan.isSinglePrefix) return 0;
  const fixed = new Set(candidate.fields.slice(0, plan.equalFields).map((field) => field.name));
  const wanted = sort.filter((field) => !fixed.has(field.name));
  const offered = candidate.fields.slice(plan.equalFields);
  // Equal fields keep their entries in the order of _id.
  if (!candidate.fields.some((field) => field.name === '_id')) offered.push(ID_FIELD);
  const untilId = wanted.slice(0, wanted.findIndex((field) => field.name === '_id') + 1 || wanted.length);
  const factors = untilId.map((field, i) =>
    offered[i]?.name === field.name ? field.direction * (offered[i] as KeyField).direction : 0,
  );
  if (factors.every((factor) => factor === 1)) return 1;
  return factors.every((factor) => factor === -1) ? -1 : 0;
}

/** Equality or `$in` on `_id`: the documents are fetched by their keys, in the order of `_id`. */
function planKeys(
  collection: CollectionRecord,
  filter: FilterNode,
  bounds: PathBounds,
  sort: readonly KeyField[],
): Plan {
  const docKeys = (bounds.equals ?? []).map((id) => documentKey(collection.id, id).key).sort(Buffer.compare);
  const byId = sort.length === 0 || docKeys.length <= 1 || (sort[0]?.name === '_id' && !collection.truncated);
  const reverse = byId && sort[0]?.name === '_id' && sort[0].direction < 0;
  // One condition, and the keys are its operands: nothing is left to test.
  const isExact = filter.kind === 'leaf';
  return {
    access: { kind: 'keys', docKeys: reverse ? docKeys.reverse() : docKeys },
    reverse,
    isSorted: byId,
    isExact,
  };
}

/** Chooses how to reach the documents that may pass a filter, in the order of a sort where an index gives it. */
export function planQuery(
  collection: CollectionRecord,
  filter: FilterNode,
  sort: readonly KeyField[] = [],
): Plan {
  const bounds = boundsOf(filter);
  const ofId = bounds.get('_id');
  if (ofId?.equals) return planKeys(collection, filter, ofId, sort);
  let best: { candidate: Candidate; plan: IndexPlan; direction: number; score: number } | undefined;
  for (const candidate of candidatesOf(collection)) {
    const plan = planIndex(candidate, bounds);
    if (plan.score < 0) continue;
    const direction = sort.length > 0 ? sortDirection(candidate, plan, sort) : 0;
    const score = plan.score + (direction === 0 ? 0 : SORT_SCORE);
    if (score > 0 && (!best || score > best.score)) best = { candidate, plan, direction, score };
  }
  const isExact = isEmptyFilter(filter);
  if (!best) {
    const access = { kind: 'documents', ranges: [documentsOf(collection)] } as const;
    return { access, reverse: false, isSorted: sort.length === 0, isExact };
  }
  const { candidate, plan, direction } = best;
  const access =
    candidate.name === '_id_'
      ? ({ kind: 'documents', ranges: plan.ranges } as const)
      : ({
          kind: 'index',
          ranges: plan.ranges,
          mayRepeat: candidate.throughArray.includes(true),
          name: candidate.name,
        } as const);
  return { access, reverse: direction < 0, isSorted: sort.length === 0 || direction !== 0, isExact };
}
