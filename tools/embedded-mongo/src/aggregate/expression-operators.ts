import { compareValues, equalValues } from '../bson/compare';
import { integerOf, isTruthy } from '../bson/integers';
import { type Value, isDoc, typeName } from '../bson/values';
import { MongoError } from '../errors';
import {
  addOperands,
  divideOperands,
  isNullish,
  multiplyOperands,
  type Operands,
  subtractOperands,
} from './arithmetic-operators';
import { type Expression, parseExpression } from './expression';

type OperatorParser = (argument: Value, name: string) => Expression;

/** An operator of a fixed number of operands, all of them evaluated. */
function fixed(
  count: number,
  apply: (operands: Operands, name: string) => Value | undefined,
): OperatorParser {
  return (argument, name) => {
    const list = Array.isArray(argument) ? argument : [argument];
    if (list.length !== count) {
      throw new MongoError(
        16020,
        `Expression ${name} takes exactly ${count} arguments. ${list.length} were passed in.`,
      );
    }
    const operands = list.map(parseExpression);
    return (source) =>
      apply(
        operands.map((operand) => operand(source)),
        name,
      );
  };
}

/** An operator of any number of operands. */
function variadic(apply: (operands: Operands, name: string) => Value | undefined): OperatorParser {
  return (argument, name) => {
    const operands = (Array.isArray(argument) ? argument : [argument]).map(parseExpression);
    return (source) =>
      apply(
        operands.map((operand) => operand(source)),
        name,
      );
  };
}

const comparing = (accepts: (order: number) => boolean): OperatorParser =>
  fixed(2, ([a, b]) => accepts(compareForExpression(a, b)));

// In expressions, unlike sorts, a missing value is below null.
function compareForExpression(a: Value | undefined, b: Value | undefined): number {
  if (isNullish(a) && isNullish(b)) return Number(b === undefined) - Number(a === undefined);
  return compareValues(a, b);
}

const cond: OperatorParser = (argument, name) => {
  const parts = isDoc(argument) ? ['if', 'then', 'else'].map((part) => argument.get(part)) : argument;
  const [condition, whenTrue, whenFalse] = Array.isArray(parts) ? parts : [];
  const isComplete = condition !== undefined && whenTrue !== undefined && whenFalse !== undefined;
  const size = isDoc(argument) ? argument.size : Array.isArray(argument) ? argument.length : 1;
  if (!isComplete || size !== 3)
    throw new MongoError(16020, `Expression ${name} takes exactly 3 arguments: if, then, else`);
  const [test, yes, no] = [condition, whenTrue, whenFalse].map(parseExpression) as [
    Expression,
    Expression,
    Expression,
  ];
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
  return (argument, name) => {
    const list = Array.isArray(argument) ? argument : [argument];
    if (list.length < atLeast)
      throw new MongoError(1257300, `${name} needs at least ${atLeast} arguments, had: ${list.length}`);
    const operands = list.map(parseExpression);
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
  $cmp: fixed(2, ([a, b]) => Math.sign(compareForExpression(a, b))),
  $and: stopping(
    (operand) => !isTruthy(operand),
    (settled) => !settled,
  ),
  $or: stopping(isTruthy, (settled) => settled),
  $not: fixed(1, ([operand]) => !isTruthy(operand)),
  $cond: cond,
  $ifNull: stopping(
    (operand) => !isNullish(operand),
    (_settled, last) => last,
    2,
  ),
  $add: variadic(addOperands),
  $subtract: fixed(2, subtractOperands),
  $multiply: variadic(multiplyOperands),
  $divide: fixed(2, divideOperands),
  $concat: variadic(concatenate),
  $in: fixed(2, isIn),
  $size: fixed(1, sizeOf),
  $arrayElemAt: fixed(2, elementAt),
};
