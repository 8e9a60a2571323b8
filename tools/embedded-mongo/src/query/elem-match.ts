import { badValue } from '../errors';
import { type Doc, type Value, isDoc } from '../bson/values';
import { matches, matchesValue, type ValueTest } from './node';
import { isOperatorDocument, parseOperators } from './parse-operators';
import { parseFilter } from './parse-filter';

const LOGICAL = ['$and', '$or', '$nor'];

const asDocument = (element: Value): Doc | undefined => {
  if (isDoc(element)) return element;
  return Array.isArray(element) ? new Map(element.map((value, i) => [String(i), value])) : undefined;
};

/** The test of `$elemMatch`: an array with an element that passes all conditions, of operators or of fields. */
export function elemMatch(operand: Value): ValueTest {
  if (!isDoc(operand)) throw badValue('$elemMatch needs an Object');
  const first = operand.keys().next();
  if (isOperatorDocument(operand) && !first.done && !LOGICAL.includes(first.value)) {
    const node = parseOperators([], operand);
    return (value) => Array.isArray(value) && value.some((element) => matchesValue(node, element));
  }
  const node = parseFilter(operand);
  return (value) =>
    Array.isArray(value) &&
    value.some((element) => {
      const doc = asDocument(element);
      return doc !== undefined && matches(node, doc);
    });
}
