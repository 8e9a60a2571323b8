import { type Doc, type Value, isDoc } from '../bson/values';
import type { Path } from '../paths';

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
