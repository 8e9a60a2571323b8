import { compareValues, equalValues } from '../bson/compare';
import { integerOf } from '../bson/arithmetic';
import { type Doc, isDoc, isRegex, showValue, typeName, type Value } from '../bson/values';
import { badValue } from '../errors';
import { splitPath, valueAt } from '../paths';
import { matches, matchesValue } from '../query/node';
import { isOperatorDocument, parseFilter, parseOperators } from '../query/parse-filter';
import { regexValueTest } from '../query/regex';

/** What an operator makes of the present value; undefined leaves the document as it is. */
export type Change = (current: Value | undefined, doc: Doc) => Value | undefined;

const PUSH_MODIFIERS = ['$each', '$position', '$slice', '$sort'];

interface Push {
  readonly values: readonly Value[];
  readonly position?: number;
  readonly slice?: number;
  readonly order?: (a: Value, b: Value) => number;
}

function eachOf(modifiers: Doc, operator: string): readonly Value[] {
  const each = modifiers.get('$each');
  if (!Array.isArray(each)) {
    throw badValue(
      `The argument to $each in ${operator} must be an array but it was of type: ${typeName(each)}`,
    );
  }
  return each;
}

function integerModifier(modifiers: Doc, name: string): number | undefined {
  if (!modifiers.has(name)) return undefined;
  const value = integerOf(modifiers.get(name));
  if (value === undefined) {
    const type = typeName(modifiers.get(name));
    throw badValue(`The value for ${name} must be an integer value but was given type: ${type}`);
  }
  return value;
}

function directionOf(value: Value): number {
  const direction = integerOf(value);
  if (direction !== 1 && direction !== -1) throw badValue('The $sort element value must be either 1 or -1');
  return direction;
}

function orderOf(sort: Value | undefined): Push['order'] {
  if (sort === undefined) return undefined;
  if (!isDoc(sort)) {
    const direction = directionOf(sort);
    return (a, b) => compareValues(a, b) * direction;
  }
  const fields = [...sort].map(([name, value]) => ({ path: splitPath(name), direction: directionOf(value) }));
  if (fields.length === 0) throw badValue('The $sort pattern is empty when it should be a set of fields.');
  return (a, b) => {
    for (const { path, direction } of fields) {
      const [x, y] = [a, b].map((value) => (isDoc(value) ? valueAt(value, path) : undefined));
      const order = compareValues(x, y) * direction;
      if (order !== 0) return order;
    }
    return 0;
  };
}

function parsePush(argument: Value): Push {
  if (!isDoc(argument) || !argument.has('$each')) return { values: [argument] };
  const unknown = [...argument.keys()].find((name) => !PUSH_MODIFIERS.includes(name));
  if (unknown !== undefined) throw badValue(`Unrecognized clause in $push: ${unknown}`);
  return {
    values: eachOf(argument, '$push'),
    position: integerModifier(argument, '$position'),
    slice: integerModifier(argument, '$slice'),
    order: orderOf(argument.get('$sort')),
  };
}

/** `$push`, with `$each`, `$position`, `$sort` and `$slice`, applied in this order. */
export function push(argument: Value, path: string): Change {
  const { values, position, slice, order } = parsePush(argument);
  return (current, doc) => {
    if (current !== undefined && !Array.isArray(current)) {
      const id = showValue(doc.get('_id'));
      throw badValue(
        `The field '${path}' must be an array but is of type ${typeName(current)} in document {_id: ${id}}`,
      );
    }
    const array = [...(current ?? [])];
    array.splice(position ?? array.length, 0, ...values);
    if (order) array.sort(order);
    if (slice === undefined) return array;
    return slice < 0 ? array.slice(slice) : array.slice(0, slice);
  };
}

/** `$addToSet`, with `$each`: appends what no element is equal to. */
export function addToSet(argument: Value, path: string): Change {
  const values = isDoc(argument) && argument.has('$each') ? eachOf(argument, '$addToSet') : [argument];
  return (current) => {
    if (current !== undefined && !Array.isArray(current)) {
      throw badValue(
        `Cannot apply $addToSet to non-array field. Field named '${splitPath(path).at(-1)}' has non-array type ${typeName(current)}`,
      );
    }
    const array = [...(current ?? [])];
    for (const value of values) {
      if (!array.some((element) => equalValues(element, value))) array.push(value);
    }
    return array;
  };
}

function pullTest(argument: Value): (element: Value) => boolean {
  if (isRegex(argument)) return regexValueTest(argument);
  if (isOperatorDocument(argument)) {
    const node = parseOperators([], argument);
    return (element) => matchesValue(node, element);
  }
  if (isDoc(argument)) {
    const node = parseFilter(argument);
    return (element) => isDoc(element) && matches(node, element);
  }
  return (element) => equalValues(element, argument);
}

/** `$pull`: removes the elements that are equal to a value, or pass a filter. */
export function pull(argument: Value): Change {
  const isPulled = pullTest(argument);
  return (current) => {
    if (current === undefined) return undefined;
    if (!Array.isArray(current)) throw badValue('Cannot apply $pull to a non-array value');
    return current.filter((element) => !isPulled(element));
  };
}
