import { integerOf } from '../bson/integers';
import { showValue } from '../bson/show';
import { type Doc, type Value, isDoc, isNumeric, typeName } from '../bson/values';
import { MongoError } from '../errors';
import type { KeyField } from '../keys/index-keys';
import { type Path, splitPath } from '../paths';
import { Row, slice, sortRows } from '../plan/rows';
import { parseProjection, refuseCollisions } from '../projection/projection';
import { setComputed } from '../projection/set-computed';
import { matches } from '../query/node';
import { parseFilter } from '../query/parse-filter';
import { parseSort } from '../query/parse-sort';
import { parseExpression } from './expression';
import { group } from './group';
import { unwind } from './unwind';

export type Stage = (rows: Iterable<Row>) => Iterable<Row>;

const requireDoc = (name: string, code: number, spec: Value): Doc => {
  if (!isDoc(spec))
    throw new MongoError(code, `the ${name} stage specification must be an object, found ${typeName(spec)}`);
  return spec;
};

const each = (change: (row: Row) => Doc): Stage =>
  function* (rows) {
    for (const row of rows) yield Row.of(change(row));
  };

function match(spec: Value): Stage {
  const filter = parseFilter(requireDoc('$match', 15959, spec));
  return function* (rows) {
    for (const row of rows) if (matches(filter, row.doc)) yield row;
  };
}

function project(spec: Value): Stage {
  const fields = requireDoc('$project', 15969, spec);
  if (fields.size === 0) throw new MongoError(51272, 'projection specification must have at least one field');
  return each(parseProjection(fields));
}

function addFields(spec: Value): Stage {
  const fields: { path: Path; expression: ReturnType<typeof parseExpression> }[] = [];
  const collect = (inner: Doc, prefix: Path): void => {
    for (const [name, value] of inner) {
      const path = [...prefix, ...splitPath(name)];
      const isNested =
        isDoc(value) && value.size > 0 && ![...value.keys()].some((key) => key.startsWith('$'));
      if (isNested) collect(value, path);
      else fields.push({ path, expression: parseExpression(value) });
    }
  };
  collect(requireDoc('$addFields', 40272, spec), []);
  if (fields.length === 0)
    throw new MongoError(40177, '$addFields specification must have at least one field');
  refuseCollisions(fields.map(({ path }) => path.join('.')));
  return each((row) => {
    const doc: Doc = new Map(row.doc);
    for (const { path, expression } of fields) setComputed(doc, path, expression(row));
    return doc;
  });
}

function unset(spec: Value): Stage {
  const names = Array.isArray(spec) ? spec : [spec];
  if (names.length === 0 || !names.every((name) => typeof name === 'string')) {
    throw new MongoError(
      31002,
      '$unset specification must be a string or an array containing only string values',
    );
  }
  return each(parseProjection(new Map(names.map((name) => [name, 0]))));
}

function wholeNumber(name: string, code: number, spec: Value, least: number): number {
  const number = isNumeric(spec) ? integerOf(spec) : undefined;
  if (number === undefined || number < least) {
    throw new MongoError(
      code,
      `invalid argument to ${name} stage: Expected a ${least > 0 ? 'positive' : 'non-negative'} number in: ${name}: ${showValue(spec)}`,
    );
  }
  return number;
}

function limit(spec: Value): Stage {
  const count = wholeNumber('$limit', 15958, spec, 1);
  return (rows) => slice(rows, 0, count);
}

function skip(spec: Value): Stage {
  const count = wholeNumber('$skip', 15956, spec, 0);
  return (rows) => slice(rows, count, Infinity);
}

function count(spec: Value): Stage {
  const isName = typeof spec === 'string' && spec !== '' && !spec.startsWith('$') && !/[.\0]/.test(spec);
  if (!isName) throw new MongoError(40156, 'the count field must be a non-empty string without $ or .');
  return function* (rows) {
    let total = 0;
    for (const _row of rows) total += 1;
    if (total > 0) yield Row.of(new Map([[spec, total]]));
  };
}

function sortFields(spec: Doc): KeyField[] {
  if (spec.size === 0) throw new MongoError(15976, '$sort stage must have at least one sort key');
  return parseSort(spec);
}

const sort =
  (fields: readonly KeyField[]): Stage =>
  (rows) =>
    sortRows(rows, fields, Infinity);

const STAGES: Readonly<Record<string, (spec: Value) => Stage>> = {
  $match: match,
  $project: project,
  $addFields: addFields,
  $set: addFields,
  $unset: unset,
  $group: group,
  $sort: (spec) => sort(sortFields(requireDoc('$sort', 15973, spec))),
  $limit: limit,
  $skip: skip,
  $unwind: unwind,
  $count: count,
};

/** Compiles one stage. Errors: 40323 for a stage of several fields, 40324 for one this server does not know. */
export function parseStage(spec: Value): Stage {
  if (!isDoc(spec)) throw new MongoError(14, "Each element of the 'pipeline' array must be an object");
  const [entry, ...more] = spec;
  if (!entry || more.length > 0) {
    throw new MongoError(40323, 'A pipeline stage specification object must contain exactly one field.');
  }
  const [name, argument] = entry;
  const parse = Object.hasOwn(STAGES, name) ? STAGES[name] : undefined;
  if (!parse) throw new MongoError(40324, `Unrecognized pipeline stage name: '${name}'`);
  return parse(argument);
}
