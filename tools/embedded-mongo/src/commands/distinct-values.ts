import type { Doc, Value } from '../bson/values';
import { type Path, visitPath } from '../paths';

/** The values `distinct` sees at a path: the elements of an array instead of the array, nothing where it is missing. */
export function expandValues(doc: Doc, path: Path): Value[] {
  const values: Value[] = [];
  visitPath(doc, path, false, (value) => {
    if (Array.isArray(value)) values.push(...value);
    else if (value !== undefined) values.push(value);
    return false;
  });
  return values;
}
