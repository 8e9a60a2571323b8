import { type Doc, isDoc, typeName, type Value } from '../bson/values';
import { MongoError } from '../errors';
import { type Path, splitPath, valueAt } from '../paths';
import { Row } from '../plan/rows';

function parseUnwind(spec: Value): { path: Path; indexPath?: Path; keepsEmpty: boolean } {
  if (typeof spec === 'string') return { path: fieldPath(spec), keepsEmpty: false };
  if (!isDoc(spec)) {
    throw new MongoError(
      15981,
      `expected either a string or an object as specification for $unwind stage, got ${typeName(spec)}`,
    );
  }
  const unknown = [...spec.keys()].find(
    (name) => !['path', 'includeArrayIndex', 'preserveNullAndEmptyArrays'].includes(name),
  );
  if (unknown) throw new MongoError(28811, `unrecognized option to $unwind stage: ${unknown}`);
  const keepsEmpty = spec.get('preserveNullAndEmptyArrays') ?? false;
  if (typeof keepsEmpty !== 'boolean') throw wrongOption(28809, 'boolean', 'preserveNullAndEmptyArrays');
  const index = spec.get('includeArrayIndex');
  if (index !== undefined && (typeof index !== 'string' || index === '' || index.startsWith('$')))
    throw wrongOption(28810, 'non-empty string', 'includeArrayIndex');
  const indexPath = index === undefined ? undefined : splitPath(index);
  return { path: fieldPath(spec.get('path')), indexPath, keepsEmpty };
}

const wrongOption = (code: number, expected: string, option: string): MongoError =>
  new MongoError(code, `expected a ${expected} for the ${option} option to $unwind stage`);

function fieldPath(text: Value | undefined): Path {
  if (typeof text !== 'string' || text === '')
    throw new MongoError(28812, 'no path specified to $unwind stage');
  if (!text.startsWith('$'))
    throw new MongoError(28818, `path option to $unwind stage should be prefixed with a '$': ${text}`);
  return splitPath(text.slice(1));
}

/** The document with another value at a path; the documents on the way are copied, not changed. */
function replaceAt(doc: Doc, path: Path, value: Value | undefined): Doc {
  const copy: Doc = new Map(doc);
  const [name, ...rest] = path as [string, ...string[]];
  const inner = copy.get(name);
  if (rest.length > 0) copy.set(name, replaceAt(isDoc(inner) ? inner : new Map(), rest, value));
  else if (value === undefined) copy.delete(name);
  else copy.set(name, value);
  return copy;
}

/** `$unwind`: a document for each element of an array; any other value counts as its only element. */
export function unwind(spec: Value): (rows: Iterable<Row>) => Iterable<Row> {
  const { path, indexPath, keepsEmpty } = parseUnwind(spec);
  const withIndex = (doc: Doc, index: bigint | null): Row =>
    Row.of(indexPath ? replaceAt(doc, indexPath, index) : doc);
  return function* (rows) {
    for (const row of rows) {
      const value = valueAt(row.doc, path);
      if (Array.isArray(value) && value.length > 0) {
        for (const [i, element] of value.entries())
          yield withIndex(replaceAt(row.doc, path, element), BigInt(i));
      } else if (Array.isArray(value)) {
        if (keepsEmpty) yield withIndex(replaceAt(row.doc, path, undefined), null);
      } else if (keepsEmpty || (value !== undefined && value !== null)) yield withIndex(row.doc, null);
    }
  };
}
