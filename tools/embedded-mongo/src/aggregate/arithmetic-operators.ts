import { divide, multiply, subtract } from '../bson/arithmetic';
import { toDouble } from '../bson/decimal';
import { Summation } from '../bson/summation';
import { type Numeric, type Value, isNumeric, typeName } from '../bson/values';
import { badValue, typeMismatch } from '../errors';

/** The evaluated operands of an expression's operator. */
export type Operands = readonly (Value | undefined)[];

export const isNullish = (value: Value | undefined): boolean => value === undefined || value === null;

function numbers(operands: Operands, name: string): Numeric[] {
  return operands.map((operand) => {
    if (!isNumeric(operand))
      throw typeMismatch(`${name} only supports numeric types, not ${typeName(operand)}`);
    return operand;
  });
}

export function addOperands(operands: Operands): Value {
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

export function subtractOperands([a, b]: Operands): Value {
  if (isNullish(a) || isNullish(b)) return null;
  if (a instanceof Date && b instanceof Date) return BigInt(a.getTime() - b.getTime());
  if (a instanceof Date && isNumeric(b)) return new Date(a.getTime() - Math.round(toDouble(b)));
  if (isNumeric(a) && isNumeric(b)) return subtract(a, b);
  throw typeMismatch(`can't $subtract ${typeName(b)} from ${typeName(a)}`);
}

export function divideOperands([a, b]: Operands): Value {
  if (isNullish(a) || isNullish(b)) return null;
  if (!isNumeric(a) || !isNumeric(b)) {
    throw typeMismatch(`$divide only supports numeric types, not ${typeName(a)} and ${typeName(b)}`);
  }
  if (toDouble(b) === 0) throw badValue("can't $divide by zero");
  return divide(a, b);
}

export function multiplyOperands(operands: Operands, name: string): Value {
  if (operands.some(isNullish)) return null;
  return numbers(operands, name).reduce((product, factor) => multiply(product, factor), 1);
}
