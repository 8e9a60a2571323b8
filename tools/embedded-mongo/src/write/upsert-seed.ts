import { MongoError } from '../errors';
import { type Doc, type Value, isDoc, isRegex } from '../bson/values';
import { isOperatorDocument } from '../query/parse-operators';
import { splitPath } from '../paths';
import { setPath } from '../update/set-path';

/**
 * The fields an upsert takes over from its filter: those the filter holds equal to a value, at the top, under
 * `$and`, or as the only branch of an `$or`. Errors: 54 where a path is held equal twice.
 */
export function seedFromFilter(filter: Doc): Doc {
  const equalities = new Map<string, Value>();
  collect(filter, equalities);
  const seed: Doc = new Map();
  for (const [path, value] of equalities) {
    refuseNested(path, equalities);
    setPath(seed, splitPath(path), value);
  }
  return seed;
}

function collect(filter: Doc, equalities: Map<string, Value>): void {
  for (const [name, condition] of filter) {
    const isConjunction =
      name === '$and' || (name === '$or' && Array.isArray(condition) && condition.length === 1);
    if (isConjunction && Array.isArray(condition)) {
      for (const child of condition) if (isDoc(child)) collect(child, equalities);
    } else if (!name.startsWith('$')) collectField(name, condition, equalities);
  }
}

function collectField(name: string, condition: Value, equalities: Map<string, Value>): void {
  const value = isOperatorDocument(condition) ? equalTo(condition) : condition;
  if (value === undefined || isRegex(value)) return;
  if (equalities.has(name)) {
    throw new MongoError(54, `cannot infer query fields to set, path '${name}' is matched twice`);
  }
  equalities.set(name, value);
}

function equalTo(operators: Doc): Value | undefined {
  const members = operators.get('$in') ?? operators.get('$all');
  const single = Array.isArray(members) && members.length === 1 ? members[0] : undefined;
  return operators.get('$eq') ?? single;
}

function refuseNested(path: string, equalities: ReadonlyMap<string, Value>): void {
  for (const other of equalities.keys()) {
    if (other.startsWith(`${path}.`)) {
      throw new MongoError(
        54,
        `cannot infer query fields to set, both paths '${path}' and '${other}' are matched`,
      );
    }
  }
}
