import { type Doc, isDoc, showValue, type Value } from '../bson/values';
import { badValue, MongoError } from '../errors';
import { isArrayIndex, type Path } from '../paths';

const MOST_PADDING = 1_500_000;

type Container = Doc | Value[];

const isContainer = (value: Value | undefined): value is Container => isDoc(value) || Array.isArray(value);

function childOf(container: Container, part: string): Value | undefined {
  if (isDoc(container)) return container.get(part);
  return isArrayIndex(part) ? container[Number(part)] : undefined;
}

function notViable(part: string, name: string, container: Value): MongoError {
  return new MongoError(28, `Cannot create field '${part}' in element {${name}: ${showValue(container)}}`);
}

function assign(container: Container, part: string, value: Value, name: string): void {
  if (isDoc(container)) {
    container.set(part, value);
    return;
  }
  if (!isArrayIndex(part)) throw notViable(part, name, container);
  const index = Number(part);
  if (index - container.length > MOST_PADDING) {
    throw badValue(`can't backfill more than ${MOST_PADDING} elements`);
  }
  while (container.length < index) container.push(null);
  container[index] = value;
}

/** The value at an update's path, where a part of it may be an array's index; undefined where there is none. */
export function getPath(doc: Doc, path: Path): Value | undefined {
  let value: Value | undefined = doc;
  for (const part of path) {
    if (!isContainer(value)) return undefined;
    value = childOf(value, part);
  }
  return value;
}

/** Sets the value at a path, making the documents on the way. Errors: 28 where something else stands in the way. */
export function setPath(doc: Doc, path: Path, value: Value): void {
  let container: Container = doc;
  let name = '';
  for (const [i, part] of path.slice(0, -1).entries()) {
    let next = childOf(container, part);
    if (next === undefined) {
      next = new Map<string, Value>();
      assign(container, part, next, name);
    }
    if (!isContainer(next)) throw notViable(path[i + 1] as string, part, next);
    container = next;
    name = part;
  }
  assign(container, path.at(-1) as string, value, name);
}

/** Removes the field at a path, or sets an array's element to null. Nothing where there is none. */
export function unsetPath(doc: Doc, path: Path): void {
  const parent = getPath(doc, path.slice(0, -1));
  const part = path.at(-1) as string;
  if (isDoc(parent)) parent.delete(part);
  else if (Array.isArray(parent) && isArrayIndex(part) && Number(part) < parent.length)
    parent[Number(part)] = null;
}
