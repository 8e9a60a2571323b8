import type { Doc, Value } from '../bson/values';
import { type Path, visitPath } from '../paths';

/** A comparison an index can answer. `in` carries several operands, the others one. */
export interface Bound {
  readonly op: 'eq' | 'in' | 'gt' | 'gte' | 'lt' | 'lte';
  readonly operands: readonly Value[];
}

export type ValueTest = (value: Value | undefined) => boolean;

/** A test of the values at one path. `wholeArray` tests see an array as one value, not its elements. */
export interface Leaf {
  readonly kind: 'leaf';
  readonly path: Path;
  readonly wholeArray: boolean;
  readonly test: ValueTest;
  readonly bound?: Bound;
}

export interface Branch {
  readonly kind: 'and' | 'or' | 'nor';
  readonly children: readonly FilterNode[];
}

/** A parsed filter. */
export type FilterNode = Leaf | Branch;

export const and = (children: readonly FilterNode[]): FilterNode =>
  children.length === 1 ? (children[0] as FilterNode) : { kind: 'and', children };

export const not = (child: FilterNode): FilterNode => ({ kind: 'nor', children: [child] });

/** Whether the filter has no condition at all. */
export const isEmptyFilter = (node: FilterNode): boolean => node.kind === 'and' && node.children.length === 0;

/** Whether a document passes a filter. */
export function matches(node: FilterNode, doc: Doc): boolean {
  if (node.kind === 'leaf') return visitPath(doc, node.path, !node.wholeArray, node.test);
  return combine(node, (child) => matches(child, doc));
}

/** The top-level fields that a filter looks at. */
export function fieldsOf(node: FilterNode, found = new Set<string>()): Set<string> {
  if (node.kind === 'leaf') found.add(String(node.path[0]));
  else for (const child of node.children) fieldsOf(child, found);
  return found;
}

/** Whether one value by itself passes the operators of a filter, whatever their paths: for array elements. */
export function matchesValue(node: FilterNode, value: Value): boolean {
  if (node.kind === 'leaf') return node.test(value);
  return combine(node, (child) => matchesValue(child, value));
}

function combine(node: Branch, test: (child: FilterNode) => boolean): boolean {
  switch (node.kind) {
    case 'and':
      return node.children.every(test);
    case 'or':
      return node.children.some(test);
    case 'nor':
      return !node.children.some(test);
  }
}

/** Visits the leaves that all must hold: the filter itself, or the leaves of its conjunctions. */
export function eachConjunct(node: FilterNode, visit: (leaf: Leaf) => void): void {
  if (node.kind === 'leaf') return visit(node);
  const isConjunction = node.kind === 'and' || (node.kind === 'or' && node.children.length === 1);
  if (isConjunction) for (const child of node.children) eachConjunct(child, visit);
}
