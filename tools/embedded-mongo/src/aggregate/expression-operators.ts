import { divide, integerOf, isTruthy, multiply, subtract, Summation } from '../bson/arithmetic';
import { compareValues, equalValues } from '../bson/compare';
import { toDouble } from '../bson/decimal';
import { type Doc, isDoc, isNumeric, type Numeric, typeName, type Value } from '../bson/values';
import { badValue, MongoError, typeMismatch } from '../errors';

/** What an expression reads: anything with a document, which it may never ask for. */
export interface Source {
  readonly doc: Doc;
}

/** A compiled expression; undefined stands for a missing value. */
export type Expression = (source: Source) => Value | undefined;

/** The evaluated operands of an expression's operator. */
type Operands = readonly (Value | undefined)[];

const isNullish = (value: Value | undefined): boolean => value === undefined || value === null;

function addOperands(operands: Operands): Value {
  if (operands.some(isNullish)) return null;
  const dates = operands.filter((operand) => operand instanceof Date);
  if (dates.length > 1) throw badValue('only one date allowed in an $add expression');
  const sum = new Summation();
  for (const operand of operands) {
    if (isNumeric(operand)) sum.add(operand);
    else if (!(operand instanceof Date)) {
      throw typeMismatch(`$add only supports numeric or date types, not ${typeName(operand)}`);
    }
  }
  const [date] = dates;
  return date ? new Date(date.getTime() + Math.round(toDouble(sum.total))) : sum.total;
}

function subtractOperands([a, b]: Operands): Value {
  if (isNullish(a) || isNullish(b)) return null;
  if (a instanceof Date && b instanceof Date) return BigInt(a.getTime() - b.getTime());
  if (a instanceof Date && isNumeric(b)) return new Date(a.getTime() - Math.round(toDouble(b)));
  if (isNumeric(a) && isNumeric(b)) return subtract(a, b);
  throw typeMismatch(`can't $subtract ${typeName(b)} from ${typeName(a)}`);
}

function divideOperands([a, b]: Operands): Value {
  if (isNullish(a) || isNullish(b)) return null;
  if (!isNumeric(a) || !isNumeric(b)) {
    throw typeMismatch(`$divide only supports numeric types, not ${typeName(a)} and ${typeName(b)}`);
  }
  if (toDouble(b) === 0) throw badValue("can't $divide by zero");
  return divide(a, b);
}

function multiplyOperands(operands: Operands): Value {
  if (operands.some(isNullish)) return null;
  return operands.reduce<Numeric>((product, factor) => {
    if (isNumeric(factor)) return multiply(product, factor);
    throw typeMismatch(`$multiply only supports numeric types, not ${typeName(factor)}`);
  }, 1);
}

/** Compiles an operator, and its operands by `parse`. */
type OperatorParser = (argument: Value, name: string, parse: (spec: Value) => Expression) => Expression;

/** An operator whose operands are all evaluated: so many of them, or any number. */
function evaluated(apply: (operands: Operands) => Value | undefined, count?: number): OperatorParser {
  return (argument, name, parse) => {
    const list = Array.isArray(argument) ? argument : [argument];
    if (count !== undefined && list.length !== count) {
      const message = `Expression ${name} takes exactly ${count} arguments`;
      throw new MongoError(16020, `${message}. ${list.length} were passed in.`);
    }
    const operands = list.map(parse);
    return (source) => apply(operands.map((operand) => operand(source)));
  };
}

const comparing = (accepts: (order: number) => boolean): OperatorParser =>
  evaluated(([a, b]) => accepts(compareForExpression(a, b)), 2);

// In expressions, unlike sorts, a missing value is below null.
function compareForExpression(a: Value | undefined, b: Value | undefined): number {
  if (isNullish(a) && isNullish(b)) return Number(b === undefined) - Number(a === undefined);
  return compareValues(a, b);
}

const cond: OperatorParser = (argument, name, parse) => {
  const parts = isDoc(argument) ? ['if', 'then', 'else'].map((part) => argument.get(part)) : argument;
  const [condition, whenTrue, whenFalse] = Array.isArray(parts) ? parts : [];
  const isComplete = condition !== undefined && whenTrue !== undefined && whenFalse !== undefined;
  const size = isDoc(argument) ? argument.size : Array.isArray(argument) ? argument.length : 1;
  if (!isComplete || size !== 3)
    throw new MongoError(16020, `Expression ${name} takes exactly 3 arguments: if, then, else`);
  const test = parse(condition);
  const [yes, no] = [parse(whenTrue), parse(whenFalse)];
  return (source) => (isTruthy(test(source)) ? yes(source) : no(source));
};

function elementAt([array, position]: Operands): Value | undefined {
  if (isNullish(array) || isNullish(position)) return null;
  if (!Array.isArray(array))
    throw new MongoError(28689, `$arrayElemAt's first argument must be an array, but is ${typeName(array)}`);
  const index = integerOf(position);
  if (index === undefined)
    throw new MongoError(28691, "$arrayElemAt's second argument must be representable as a 32-bit integer");
  return array.at(index);
}

function concatenate(operands: Operands): Value {
  if (operands.some(isNullish)) return null;
  return operands
    .map((operand) => {
      if (typeof operand !== 'string')
        throw new MongoError(16702, `$concat only supports strings, not ${typeName(operand)}`);
      return operand;
    })
    .join('');
}

function isIn([value, array]: Operands): Value {
  if (!Array.isArray(array))
    throw new MongoError(40081, `$in requires an array as a second argument, found: ${typeName(array)}`);
  return array.some((element) => equalValues(element, value));
}

function sizeOf([array]: Operands): Value {
  if (!Array.isArray(array)) {
    throw new MongoError(
      17124,
      `The argument to $size must be an array, but was of type: ${typeName(array)}`,
    );
  }
  return array.length;
}

/** An operator that stops at the first operand that settles it: the operands after it are not evaluated. */
function stopping(
  settles: (operand: Value | undefined) => boolean,
  result: (settled: boolean, last: Value | undefined) => Value | undefined,
  atLeast = 0,
): OperatorParser {
  return (argument, name, parse) => {
    const list = Array.isArray(argument) ? argument : [argument];
    if (list.length < atLeast)
      throw new MongoError(1257300, `${name} needs at least ${atLeast} arguments, had: ${list.length}`);
    const operands = list.map(parse);
    return (source) => {
      let last: Value | undefined;
      for (const operand of operands) {
        last = operand(source);
        if (settles(last)) return result(true, last);
      }
      return result(false, last);
    };
  };
}

/** The operators of expressions, by name. A null or missing operand makes arithmetic null. */
export const OPERATORS: Readonly<Record<string, OperatorParser>> = {
  $literal: (argument) => () => argument,
  $eq: comparing((order) => order === 0),
  $ne: comparing((order) => order !== 0),
  $gt: comparing((order) => order > 0),
  $gte: comparing((order) => order >= 0),
  $lt: comparing((order) => order < 0),
  $lte: comparing((order) => order <= 0),
  $cmp: evaluated(([a, b]) => Math.sign(compareForExpression(a, b)), 2),
  $and: stopping(
    (operand) => !isTruthy(operand),
    (settled) => !settled,
  ),
  $or: stopping(isTruthy, (settled) => settled),
  $not: evaluated(([operand]) => !isTruthy(operand), 1),
  $cond: cond,
  $ifNull: stopping(
    (operand) => !isNullish(operand),
    (_settled, last) => last,
    2,
  ),
  $add: evaluated(addOperands),
  $subtract: evaluated(subtractOperands, 2),
  $multiply: evaluated(multiplyOperands),
  $divide: evaluated(divideOperands, 2),
  $concat: evaluated(concatenate),
  $in: evaluated(isIn, 2),
  $size: evaluated(sizeOf, 1),
  $arrayElemAt: evaluated(elementAt, 2),
};
