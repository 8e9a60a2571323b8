import { compareValues } from '../bson/compare';
import { Summation } from '../bson/arithmetic';
import { type Doc, isDoc, isNumeric, type Value } from '../bson/values';
import { MongoError, typeMismatch } from '../errors';
import { identityOf } from '../keys/encode-key';
import { Row } from '../plan/rows';
import { parseExpression } from './expression';

interface Group {
  readonly id: Value;
  readonly accumulators: readonly Accumulator[];
}

function parseFields(spec: Doc) {
  return [...spec]
    .filter(([name]) => name !== '_id')
    .map(([name, value]) => {
      if (name.includes('.')) throw new MongoError(40235, `The field name '${name}' cannot contain '.'`);
      if (name.startsWith('$'))
        throw new MongoError(40236, `The field name '${name}' cannot be an operator name`);
      const { make, argument } = parseAccumulator(name, value);
      return { name, make, expression: parseExpression(argument) };
    });
}

/** `$group`: documents whose `_id` expression is equal by value share a group. Errors: 15947, 15955, 15952. */
export function group(spec: Value): (rows: Iterable<Row>) => Iterable<Row> {
  if (!isDoc(spec)) throw new MongoError(15947, "a group's fields must be specified in an object");
  const idSpec = spec.get('_id');
  if (idSpec === undefined) throw new MongoError(15955, 'a group specification must include an _id');
  const idExpression = parseExpression(idSpec);
  const fields = parseFields(spec);
  return function* (rows) {
    const groups = new Map<string, Group>();
    for (const row of rows) {
      const id = idExpression(row) ?? null;
      const identity = identityOf(id);
      let found = groups.get(identity);
      if (!found) {
        found = { id, accumulators: fields.map(({ make }) => make()) };
        groups.set(identity, found);
      }
      for (const [i, { expression }] of fields.entries()) found.accumulators[i]?.add(expression(row));
    }
    for (const { id, accumulators } of groups.values()) {
      const doc: Doc = new Map([['_id', id]]);
      fields.forEach(({ name }, i) => doc.set(name, (accumulators[i] as Accumulator).result()));
      yield Row.of(doc);
    }
  };
}

/** Gathers one field of a group: a value of every document in turn, then the result. */
interface Accumulator {
  readonly add: (value: Value | undefined) => void;
  readonly result: () => Value;
}

function summing(result: (sum: Summation) => Value): () => Accumulator {
  return () => {
    const sum = new Summation();
    return {
      add: (value) => {
        if (isNumeric(value)) sum.add(value);
      },
      result: () => result(sum),
    };
  };
}

function extreme(sign: 1 | -1): () => Accumulator {
  return () => {
    let best: Value = null;
    return {
      add: (value) => {
        if (value === undefined || value === null) return;
        if (best === null || compareValues(value, best) * sign > 0) best = value;
      },
      result: () => best,
    };
  };
}

function first(): Accumulator {
  let found: { value: Value } | undefined;
  return { add: (value) => (found ??= { value: value ?? null }), result: () => found?.value ?? null };
}

function last(): Accumulator {
  let latest: Value = null;
  return { add: (value) => (latest = value ?? null), result: () => latest };
}

function push(): Accumulator {
  const values: Value[] = [];
  return {
    add: (value) => {
      if (value !== undefined) values.push(value);
    },
    result: () => values,
  };
}

function addToSet(): Accumulator {
  const values = new Map<string, Value>();
  return {
    add: (value) => {
      const identity = identityOf(value);
      if (value !== undefined && !values.has(identity)) values.set(identity, value);
    },
    result: () => [...values.values()],
  };
}

function count(): Accumulator {
  const sum = new Summation();
  return { add: () => sum.add(1), result: () => sum.total };
}

/** The accumulators of `$group`, by name. */
const ACCUMULATORS: Readonly<Record<string, () => Accumulator>> = {
  $sum: summing((sum) => sum.total),
  $avg: summing((sum) => sum.mean),
  $min: extreme(-1),
  $max: extreme(1),
  $first: first,
  $last: last,
  $push: push,
  $addToSet: addToSet,
  $count: count,
};

/** Finds an accumulator and its argument. Errors: 40234 and 40238 for a wrong form, 15952 for an unknown operator. */
function parseAccumulator(field: string, spec: Value): { make: () => Accumulator; argument: Value } {
  if (!isDoc(spec)) throw new MongoError(40234, `The field '${field}' must be an accumulator object`);
  const [entry, ...more] = spec;
  if (!entry || more.length > 0)
    throw new MongoError(40238, `The field '${field}' must specify one accumulator`);
  const [name, argument] = entry;
  const make = Object.hasOwn(ACCUMULATORS, name) ? ACCUMULATORS[name] : undefined;
  if (!make) throw new MongoError(15952, `unknown group operator '${name}'`);
  if (name === '$count' && !(isDoc(argument) && argument.size === 0)) {
    throw typeMismatch('$count takes no arguments, i.e. $count:{}');
  }
  return { make, argument };
}
