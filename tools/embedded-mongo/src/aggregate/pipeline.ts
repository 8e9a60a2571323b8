import { integerOf } from '../bson/arithmetic';
import { type Doc, isDoc, isNumeric, showValue, typeName, type Value } from '../bson/values';
import { MongoError, notImplemented, typeMismatch } from '../errors';
import { parseSort } from '../keys/index-keys';
import { type Path, splitPath } from '../paths';
import { mapRows, type Query, Row, slice, sortRows } from '../plan/rows';
import { parseProjection, refuseCollisions, setComputed } from '../projection/projection';
import { matches } from '../query/node';
import { parseFilter } from '../query/parse-filter';
import { parseExpression } from './expression';
import { group } from './group';
import { unwind } from './unwind';

type Stage = (rows: Iterable<Row>) => Iterable<Row>;

const requireDoc = (name: string, code: number, spec: Value): Doc => {
  if (!isDoc(spec))
    throw new MongoError(code, `the ${name} stage specification must be an object, found ${typeName(spec)}`);
  return spec;
};

const each =
  (change: (row: Row) => Doc): Stage =>
  (rows) =>
    mapRows(rows, change);

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
    const message = '$unset specification must be a string or an array containing only string values';
    throw new MongoError(31002, message);
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

const sliced =
  (skip: number, limit: number): Stage =>
  (rows) =>
    slice(rows, skip, limit);

function count(spec: Value): Stage {
  const isName = typeof spec === 'string' && spec !== '' && !spec.startsWith('$') && !/[.\0]/.test(spec);
  if (!isName) throw new MongoError(40156, 'the count field must be a non-empty string without $ or .');
  return function* (rows) {
    let total = 0;
    for (const _row of rows) total += 1;
    if (total > 0) yield Row.of(new Map([[spec, total]]));
  };
}

function sort(spec: Value): Stage {
  const order = requireDoc('$sort', 15973, spec);
  if (order.size === 0) throw new MongoError(15976, '$sort stage must have at least one sort key');
  const fields = parseSort(order);
  return (rows) => sortRows(rows, fields, Infinity);
}

const STAGES: Readonly<Record<string, (spec: Value) => Stage>> = {
  $match: match,
  $project: project,
  $addFields: addFields,
  $set: addFields,
  $unset: unset,
  $group: group,
  $sort: sort,
  $limit: (spec) => sliced(0, wholeNumber('$limit', 15958, spec, 1)),
  $skip: (spec) => sliced(wholeNumber('$skip', 15956, spec, 0), Infinity),
  $unwind: unwind,
  $count: count,
};

/** Compiles one stage. Errors: 40323 for a stage of several fields, 40324 for one this server does not know. */
function parseStage(spec: Value): Stage {
  if (!isDoc(spec)) throw typeMismatch("Each element of the 'pipeline' array must be an object");
  const [entry, ...more] = spec;
  if (!entry || more.length > 0) {
    throw new MongoError(40323, 'A pipeline stage specification object must contain exactly one field.');
  }
  const [name, argument] = entry;
  const parse = Object.hasOwn(STAGES, name) ? STAGES[name] : undefined;
  if (!parse) throw new MongoError(40324, `Unrecognized pipeline stage name: '${name}'`);
  return parse(argument);
}

/** A pipeline: what the collection's query can do of it, and the stages after that. */
interface Pipeline {
  readonly query: Query;
  readonly stages: readonly Stage[];
}

const stageNamed = (stage: Value | undefined, name: string): Value | undefined =>
  isDoc(stage) && stage.size === 1 ? stage.get(name) : undefined;

/**
 * Compiles a pipeline. A `$match`, a `$sort` and a `$limit` at its head become the query, so that indexes serve them.
 * Errors: 238 for stages that write, 40324 for unknown ones.
 */
export function parsePipeline(specs: readonly Value[]): Pipeline {
  for (const spec of specs) {
    for (const name of ['$out', '$merge']) {
      if (stageNamed(spec, name) !== undefined) throw notImplemented(`the ${name} stage`);
    }
  }
  // Every stage is compiled, so that what is wrong with one is said even where the query takes it over.
  const stages = specs.map(parseStage);
  let taken = 0;
  const match = stageNamed(specs[taken], '$match');
  if (isDoc(match)) taken += 1;
  const sort = stageNamed(specs[taken], '$sort');
  if (isDoc(sort)) taken += 1;
  const limit = integerOf(stageNamed(specs[taken], '$limit'));
  if (limit !== undefined) taken += 1;
  return {
    query: {
      filter: parseFilter(isDoc(match) ? match : new Map()),
      sort: isDoc(sort) ? parseSort(sort) : undefined,
      limit,
    },
    stages: stages.slice(taken),
  };
}

export const runStages = (rows: Iterable<Row>, stages: readonly Stage[]): Iterable<Row> =>
  stages.reduce((stream, stage) => stage(stream), rows);
