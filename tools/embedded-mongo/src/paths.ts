import { type Doc, isDoc, type Value } from './bson/values';

export type Path = readonly string[];

export const splitPath = (path: string): Path => (path.includes('.') ? path.split('.') : [path]);

const ARRAY_INDEX = /^(0|[1-9][0-9]*)$/;
export const isArrayIndex = (part: string | undefined): part is string =>
  part !== undefined && ARRAY_INDEX.test(part);

type Visit = (value: Value | undefined) => boolean;

/**
 * Visits what a dotted path reaches in a document, as MongoDB's matcher does: through every document of an array on
 * the way, by index where a part is one, and at the end the elements of an array before the array itself
 * (`expandLeaf`). A missing field is visited as undefined. Stops, and returns true, when a visit returns true.
 */
export function visitPath(doc: Doc, path: Path, expandLeaf: boolean, visit: Visit, from = 0): boolean {
  let value: Value | undefined = doc;
  let i = from;
  while (i < path.length && isDoc(value)) {
    value = value.get(path[i] as string);
    i += 1;
  }
  if (!Array.isArray(value)) return visit(i < path.length ? undefined : value);
  if (i < path.length) return visitInsideArray(value, path, expandLeaf, visit, i);
  return (expandLeaf && value.some(visit)) || visit(value);
}

function visitInsideArray(array: Value[], path: Path, expandLeaf: boolean, visit: Visit, i: number): boolean {
  const part = path[i];
  const index = isArrayIndex(part) ? Number(part) : -1;
  return array.some((element, at) => {
    if (isDoc(element) && visitPath(element, path, expandLeaf, visit, i)) return true;
    if (at !== index) return false;
    if (i === path.length - 1) return visit(element);
    if (isDoc(element)) return visitPath(element, path, expandLeaf, visit, i + 1);
    return Array.isArray(element) && visitInsideArray(element, path, expandLeaf, visit, i + 1);
  });
}

/** The value at a path through documents only, or undefined. */
export function valueAt(doc: Doc, path: Path): Value | undefined {
  let value: Value | undefined = doc;
  for (const part of path) {
    if (!isDoc(value)) return undefined;
    value = value.get(part);
  }
  return value;
}
