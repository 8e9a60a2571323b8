import { integerOf } from '../bson/integers';
import { type Doc, isDoc } from '../bson/values';
import { MongoError, notImplemented } from '../errors';
import type { KeyField } from '../keys/index-keys';
import { splitPath } from '../paths';

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
    return { name, direction, path: splitPath(name) };
  });
}
