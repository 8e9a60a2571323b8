import { badValue } from '../errors';
import { type Value, isDouble, typeName } from '../bson/values';
import type { ValueTest } from './node';
import { integerOf } from '../bson/integers';

/** BSON's type numbers and MongoDB's aliases for them. */
const ALIASES: Readonly<Record<number, string>> = {
  1: 'double',
  2: 'string',
  3: 'object',
  4: 'array',
  5: 'binData',
  7: 'objectId',
  8: 'bool',
  9: 'date',
  10: 'null',
  11: 'regex',
  13: 'javascript',
  16: 'int',
  17: 'timestamp',
  18: 'long',
  19: 'decimal',
  [-1]: 'minKey',
  127: 'maxKey',
};
const NUMBER_TYPES = ['double', 'int', 'long', 'decimal'];

function aliasesOf(operand: Value): readonly string[] {
  if (operand === 'number') return NUMBER_TYPES;
  if (typeof operand === 'string') {
    if (!Object.values(ALIASES).includes(operand)) throw badValue(`Unknown type name alias: ${operand}`);
    return [operand];
  }
  const alias = ALIASES[integerOf(operand) ?? NaN];
  if (!alias) {
    const shown = isDouble(operand) ? operand.value : String(operand);
    throw badValue(`Invalid numerical type code: ${shown}`);
  }
  return [alias];
}

/** The test of `$type`: an alias, a number, or a list of them. */
export function typeTest(operand: Value): ValueTest {
  const operands = Array.isArray(operand) ? operand : [operand];
  if (operands.length === 0) throw badValue('a must match at least one type');
  const aliases = new Set(operands.flatMap(aliasesOf));
  return (value) => aliases.has(typeName(value));
}
