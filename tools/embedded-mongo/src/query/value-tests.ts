import { integerOf } from '../bson/arithmetic';
import { compareValues } from '../bson/compare';
import { toDecimal } from '../bson/decimal';
import { ALIASES, isDecimal, isDouble, Rank, rankOf, typeName, type Value } from '../bson/values';
import { badValue } from '../errors';
import { identityOf } from '../keys/encode-key';
import type { ValueTest } from './node';

export type ComparisonOp = 'eq' | 'gt' | 'gte' | 'lt' | 'lte';

const ACCEPTS: Readonly<Record<ComparisonOp, (order: number) => boolean>> = {
  eq: (order) => order === 0,
  gt: (order) => order > 0,
  gte: (order) => order >= 0,
  lt: (order) => order < 0,
  lte: (order) => order <= 0,
};

function isNaNValue(value: Value | undefined): boolean {
  if (isDouble(value)) return Number.isNaN(value.value);
  return isDecimal(value) && Number.isNaN(toDecimal(value));
}

/**
 * A comparison within the operand's type: values of other types never match, except that every type lies between
 * MinKey and MaxKey. NaN equals itself and is neither above nor below a number.
 */
export function comparison(op: ComparisonOp, operand: Value): ValueTest {
  const accepts = ACCEPTS[op];
  const rank = rankOf(operand);
  const operandIsNaN = isNaNValue(operand);
  return (value) => {
    const valueRank = rankOf(value);
    if (valueRank !== rank) return op !== 'eq' && beyondEnds(op, rank);
    if (operandIsNaN || isNaNValue(value)) {
      return accepts(0) && operandIsNaN && isNaNValue(value);
    }
    return accepts(compareValues(value, operand));
  };
}

function beyondEnds(op: ComparisonOp, operandRank: number): boolean {
  if (operandRank === Rank.maxKey) return op === 'lt' || op === 'lte';
  return operandRank === Rank.minKey && (op === 'gt' || op === 'gte');
}

/** Membership in a list, by value. */
export function membership(operands: readonly Value[]): ValueTest {
  const identities = new Set(operands.map(identityOf));
  return (value) => identities.has(identityOf(value));
}

const NUMBER_TYPES = ['double', 'int', 'long', 'decimal'];

function aliasesOf(operand: Value): readonly string[] {
  if (operand === 'number') return NUMBER_TYPES;
  if (typeof operand === 'string') {
    if (![...ALIASES.values()].includes(operand)) throw badValue(`Unknown type name alias: ${operand}`);
    return [operand];
  }
  const alias = ALIASES.get(integerOf(operand) ?? NaN);
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
