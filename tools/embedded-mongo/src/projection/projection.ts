import { parseExpression } from '../aggregate/expression';
import type { Expression, Source } from '../aggregate/expression-operators';
import { isTruthy } from '../bson/arithmetic';
import { type Doc, isDoc, isNumeric, type Value } from '../bson/values';
import { MongoError, notImplemented } from '../errors';
import { type Path, splitPath } from '../paths';

/** Which fields a projection keeps or drops; an inner tree goes on inside a document or an array. */
type Tree = Map<string, 'leaf' | Tree>;

interface Computed {
  readonly path: Path;
  readonly expression: Expression;
}

interface Parts {
  readonly included: string[];
  readonly excluded: string[];
  readonly computed: Computed[];
  id: 'included' | 'excluded' | undefined;
}

export type Projection = (source: Source) => Doc;

function collect(spec: Doc, prefix: string, parts: Parts): void {
  for (const [name, value] of spec) {
    const path = prefix === '' ? name : `${prefix}.${name}`;
    refuseBadName(name, path);
    const isNested = isDoc(value) && ![...value.keys()].some((inner) => inner.startsWith('$'));
    if (isNested && value.size === 0) {
      throw new MongoError(
        51270,
        `An empty sub-projection is not a valid value. Found empty object at path '${path}'`,
      );
    }
    if (isNested) collect(value, path, parts);
    else if (typeof value === 'boolean' || isNumeric(value)) addFlag(path, isTruthy(value), parts);
    else parts.computed.push({ path: splitPath(path), expression: parseExpression(value) });
  }
}

function refuseBadName(name: string, path: string): void {
  const names = splitPath(name);
  if (names.includes(''))
    throw new MongoError(40353, `FieldPath must not be empty, or end with a '.': '${path}'`);
  if (names.includes('$')) throw notImplemented(`a positional projection ('${path}')`);
  const dollar = names.find((part) => part.startsWith('$'));
  if (dollar) throw new MongoError(16410, `FieldPath field names may not start with '$': '${dollar}'`);
}

function addFlag(path: string, isIncluded: boolean, parts: Parts): void {
  if (path === '_id') parts.id = isIncluded ? 'included' : 'excluded';
  else if (isIncluded) parts.included.push(path);
  else parts.excluded.push(path);
}

function refuseMixture({ included, excluded, computed }: Parts): void {
  const [excludedPath] = excluded;
  if (excludedPath === undefined) return;
  if (included.length > 0)
    throw new MongoError(31254, `Cannot do exclusion on field ${excludedPath} in inclusion projection`);
  const [expression] = computed;
  if (expression)
    throw new MongoError(
      31252,
      `Cannot use an expression ${expression.path.join('.')} in an exclusion projection`,
    );
}

function toTree(paths: readonly string[]): Tree {
  const tree: Tree = new Map();
  for (const path of paths) {
    const parts = splitPath(path);
    let branch = tree;
    for (const [i, part] of parts.entries()) {
      const next = branch.get(part);
      const isLast = i === parts.length - 1;
      if (next === 'leaf' || (next && isLast)) throw collision(path);
      const inner: 'leaf' | Tree = isLast ? 'leaf' : (next ?? new Map());
      branch.set(part, inner);
      if (inner !== 'leaf') branch = inner;
    }
  }
  return tree;
}

/** Errors: 31249 where one path is within another. */
export const refuseCollisions = (paths: readonly string[]): void => void toTree(paths);

const collision = (path: string): MongoError => new MongoError(31249, `Path collision at ${path}`);

function keep(doc: Doc, tree: Tree): Doc {
  const kept: Doc = new Map();
  for (const [name, value] of doc) {
    const branch = tree.get(name);
    if (branch === undefined) continue;
    const inner = branch === 'leaf' ? value : keepInside(value, branch);
    if (inner !== undefined) kept.set(name, inner);
  }
  return kept;
}

function keepInside(value: Value, tree: Tree): Value | undefined {
  if (isDoc(value)) return keep(value, tree);
  if (!Array.isArray(value)) return undefined;
  return value
    .map((element) => keepInside(element, tree))
    .filter((inner): inner is Value => inner !== undefined);
}

function drop(doc: Doc, tree: Tree): Doc {
  const rest: Doc = new Map();
  for (const [name, value] of doc) {
    const branch = tree.get(name);
    if (branch === 'leaf') continue;
    rest.set(name, branch ? dropInside(value, branch) : value);
  }
  return rest;
}

function dropInside(value: Value, tree: Tree): Value {
  if (isDoc(value)) return drop(value, tree);
  return Array.isArray(value) ? value.map((element) => dropInside(element, tree)) : value;
}

/**
 * Compiles a projection of `find` or `$project`: fields kept or dropped, and computed ones. Errors: 31254 for keeping
 * and dropping at once, 31249 for colliding paths, 168 for unknown operators, 238 for positional ones.
 */
export function parseProjection(spec: Doc): Projection {
  const parts: Parts = { included: [], excluded: [], computed: [], id: undefined };
  collect(spec, '', parts);
  refuseMixture(parts);
  const isInclusion =
    parts.included.length > 0 ||
    parts.computed.length > 0 ||
    (parts.excluded.length === 0 && parts.id === 'included');
  refuseCollisions([...parts.included, ...parts.computed.map(({ path }) => path.join('.'))]);
  if (!isInclusion) {
    const tree = toTree(parts.id === 'excluded' ? ['_id', ...parts.excluded] : parts.excluded);
    return ({ doc }) => drop(doc, tree);
  }
  const namesId = [...parts.included, ...parts.computed.map(({ path }) => path[0] as string)].some(
    (path) => path === '_id' || path.startsWith('_id.'),
  );
  const tree = toTree(parts.id === 'excluded' || namesId ? parts.included : ['_id', ...parts.included]);
  return (source) => {
    const result = keep(source.doc, tree);
    for (const { path, expression } of parts.computed) setComputed(result, path, expression(source));
    return result;
  };
}

/**
 * Sets a computed field as `$addFields` does: in every element where the path meets an array, in a new document where
 * it meets anything else. A missing value removes the field.
 */
export function setComputed(doc: Doc, path: Path, value: Value | undefined): void {
  const [name, ...rest] = path as [string, ...string[]];
  if (rest.length > 0) doc.set(name, withComputed(doc.get(name), rest, value));
  else if (value === undefined) doc.delete(name);
  else doc.set(name, value);
}

function withComputed(container: Value | undefined, path: Path, value: Value | undefined): Value {
  if (Array.isArray(container)) return container.map((element) => withComputed(element, path, value));
  const copy: Doc = isDoc(container) ? new Map(container) : new Map();
  setComputed(copy, path, value);
  return copy;
}
