import { integerOf } from '../bson/arithmetic';
import { type Doc, isDoc, type Value } from '../bson/values';
import { badValue, MongoError, notImplemented } from '../errors';
import { isArrayIndex, type Path, splitPath } from '../paths';
import { EMPTY_ARRAY, encodeCompoundKey, type KeyPart } from './encode-key';

/** One field of an index or a sort. */
export interface KeyField {
  readonly name: string;
  readonly path: Path;
  readonly direction: 1 | -1;
}

export const keyField = (name: string, direction: 1 | -1): KeyField => ({
  name,
  direction,
  path: splitPath(name),
});

/** The keys of a document under an index or a sort, and which of the fields passed through an array. */
export interface DocumentKeys {
  readonly keys: Buffer[];
  readonly throughArray: readonly boolean[];
  readonly allMissing: boolean;
}

/** How far a field has been followed: at a value, at the end, or before an array whose elements come next. */
type Position =
  | { readonly kind: 'value'; readonly value: KeyPart }
  | { readonly kind: 'array'; readonly array: Value[]; readonly next: number };

const ended = (value: KeyPart): Position => ({ kind: 'value', value });

function follow(start: Value | undefined, path: Path, from: number): Position {
  let value = start;
  let i = from;
  for (;;) {
    if (Array.isArray(value)) {
      const part = path[i];
      if (!isArrayIndex(part)) return { kind: 'array', array: value, next: i };
      refuseAmbiguous(value, part);
      value = value[Number(part)];
      i += 1;
    } else if (i < path.length && isDoc(value)) {
      value = value.get(path[i] as string);
      i += 1;
    } else return ended(i < path.length ? undefined : value);
  }
}

function refuseAmbiguous(array: Value[], part: string): void {
  if (array.some((element) => isDoc(element) && element.has(part))) {
    throw new MongoError(
      16746,
      `Ambiguous field name found in array (do not use numeric field names in embedded elements in an array), field: '${part}'`,
    );
  }
}

function intoElement(position: Position, array: Value[], element: Value | undefined, path: Path): Position {
  if (position.kind === 'value' || position.array !== array) return position;
  const isLeaf = position.next === path.length;
  if (element === undefined) return ended(isLeaf ? EMPTY_ARRAY : undefined);
  if (isLeaf) return ended(element);
  return isDoc(element) ? follow(element, path, position.next) : ended(undefined);
}

function expand(
  positions: Position[],
  fields: readonly KeyField[],
  through: boolean[],
  emit: (parts: KeyPart[]) => void,
): void {
  let array: Value[] | undefined;
  positions.forEach((position, i) => {
    if (position.kind === 'value') return;
    if (array && position.array !== array) refuseParallel(positions, fields);
    array = position.array;
    through[i] = true;
  });
  if (!array) return emit(positions.map((position) => (position as { value: KeyPart }).value));
  for (const element of array.length > 0 ? array : [undefined]) {
    const inner = positions.map((position, i) =>
      intoElement(position, array as Value[], element, (fields[i] as KeyField).path),
    );
    expand(inner, fields, through, emit);
  }
}

function refuseParallel(positions: Position[], fields: readonly KeyField[]): never {
  const names = fields
    .filter((_field, i) => positions[i]?.kind === 'array')
    .map((field) => `[${field.name}]`);
  throw new MongoError(171, `cannot index parallel arrays ${names.reverse().join(' ')}`);
}

/**
 * The keys of a document: one, or one for each element of an array that the fields pass through.
 * Errors: 171 where two fields pass through different arrays, 16746 for an ambiguous array index.
 */
export function keysOf(fields: readonly KeyField[], doc: Doc): DocumentKeys {
  const through = fields.map(() => false);
  const directions = fields.map((field) => field.direction);
  const found = new Map<string, Buffer>();
  let allMissing = true;
  const positions = fields.map((field) => follow(doc, field.path, 0));
  expand(positions, fields, through, (parts) => {
    if (parts.some((part) => part !== undefined)) allMissing = false;
    const key = encodeCompoundKey(parts, directions);
    found.set(key.toString('latin1'), key);
  });
  return { keys: [...found.values()], throughArray: through, allMissing };
}

/** The key a document sorts by: the least of its keys. Errors: 2 for parallel arrays. */
export function sortKeyOf(fields: readonly KeyField[], doc: Doc): Buffer {
  try {
    const { keys } = keysOf(fields, doc);
    return keys.reduce((least, key) => (Buffer.compare(key, least) < 0 ? key : least));
  } catch (error) {
    if (error instanceof MongoError && error.code === 171) {
      throw badValue('cannot sort with keys that are parallel arrays');
    }
    throw error;
  }
}

/**
 * Reads a sort: names to 1 or -1. Errors: 15975 for another direction, 40352 for an empty name, 238 for `$natural`
 * and `$meta`.
 */
export function parseSort(sort: Doc): KeyField[] {
  return [...sort].map(([name, value]) => {
    if (name.startsWith('$')) throw notImplemented(`a sort by ${name}`);
    if (isDoc(value)) throw notImplemented(`a sort by an expression ('${name}')`);
    if (splitPath(name).includes('')) throw new MongoError(40352, `FieldPath must not be empty: '${name}'`);
    const direction = integerOf(value);
    if (direction !== 1 && direction !== -1) {
      throw new MongoError(15975, '$sort key ordering must be 1 (for ascending) or -1 (for descending)');
    }
    return keyField(name, direction);
  });
}
