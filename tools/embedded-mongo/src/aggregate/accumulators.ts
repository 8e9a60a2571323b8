import { compareValues } from '../bson/compare';
import { Summation } from '../bson/summation';
import { type Value, isDoc, isNumeric } from '../bson/values';
import { MongoError } from '../errors';
import { identityOf } from '../keys/encode-key';

/** Gathers one field of a group: a value of every document in turn, then the result. */
export interface Accumulator {
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
export function parseAccumulator(field: string, spec: Value): { make: () => Accumulator; argument: Value } {
  if (!isDoc(spec)) throw new MongoError(40234, `The field '${field}' must be an accumulator object`);
  const [entry, ...more] = spec;
  if (!entry || more.length > 0)
    throw new MongoError(40238, `The field '${field}' must specify one accumulator`);
  const [name, argument] = entry;
  const make = Object.hasOwn(ACCUMULATORS, name) ? ACCUMULATORS[name] : undefined;
  if (!make) throw new MongoError(15952, `unknown group operator '${name}'`);
  if (name === '$count' && !(isDoc(argument) && argument.size === 0)) {
    throw new MongoError(14, '$count takes no arguments, i.e. $count:{}');
  }
  return { make, argument };
}
