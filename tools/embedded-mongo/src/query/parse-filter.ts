import { integerOf, isTruthy, wholePartOf } from '../bson/arithmetic';
import { type Doc, isDoc, isRegex, type Value } from '../bson/values';
import { badValue } from '../errors';
import { type Path, splitPath } from '../paths';
import { comparison, type ComparisonOp, membership, typeTest } from './value-tests';
import {
  and,
  type Branch,
  type FilterNode,
  type Leaf,
  matches,
  matchesValue,
  not,
  type ValueTest,
} from './node';
import { regexTest, regexValueTest } from './regex';

const BRANCHES: Readonly<Record<string, Branch['kind']>> = { $and: 'and', $or: 'or', $nor: 'nor' };

function parseBranch(name: string, kind: Branch['kind'], operand: Value): FilterNode {
  if (!Array.isArray(operand)) throw badValue(`${name} must be an array`);
  if (operand.length === 0) throw badValue('$and/$or/$nor must be a nonempty array');
  const children = operand.map((child) => {
    if (!isDoc(child)) throw badValue('$or/$and/$nor entries need to be full objects');
    return parseFilter(child);
  });
  return kind === 'and' ? and(children) : { kind, children };
}

/** Parses a filter document. Errors: 2 for an operator this server does not know, named in the message. */
export function parseFilter(filter: Doc): FilterNode {
  const nodes: FilterNode[] = [];
  for (const [name, operand] of filter) {
    const kind = Object.hasOwn(BRANCHES, name) ? BRANCHES[name] : undefined;
    if (kind) nodes.push(parseBranch(name, kind, operand));
    else if (name === '$comment') continue;
    else if (name.startsWith('$')) {
      throw badValue(
        `unknown top level operator: ${name}. If you have a field name that starts with a '$' symbol, consider using $getField or $setField.`,
      );
    } else nodes.push(parseCondition(splitPath(name), operand));
  }
  return and(nodes);
}

const leaf = (path: Path, test: ValueTest, wholeArray = false): Leaf => ({
  kind: 'leaf',
  path,
  wholeArray,
  test,
});

type OperatorParser = (path: Path, operand: Value, siblings: Doc) => FilterNode;

function compare(op: ComparisonOp): OperatorParser {
  return (path, operand) => {
    if (isRegex(operand) && op !== 'eq')
      throw badValue(`Can't have RegEx as arg to predicate over field '${path.join('.')}'.`);
    return { ...leaf(path, comparison(op, operand)), bound: { op, operands: [operand] } };
  };
}

function parseIn(path: Path, operand: Value, name: string): FilterNode {
  if (!Array.isArray(operand)) throw badValue(`${name} needs an array`);
  if (operand.some((value) => isOperatorDocument(value))) throw badValue(`cannot nest $ under ${name}`);
  const regexes = operand.filter(isRegex);
  const values = operand.filter((value) => !isRegex(value));
  const isMember = membership(values);
  if (regexes.length === 0) return { ...leaf(path, isMember), bound: { op: 'in', operands: values } };
  const tests = regexes.map(regexValueTest);
  return leaf(path, (value) => isMember(value) || tests.some((test) => test(value)));
}

function parseNot(path: Path, operand: Value): FilterNode {
  if (isRegex(operand)) return not(leaf(path, regexValueTest(operand)));
  if (!isDoc(operand)) throw badValue('$not needs a regex or a document');
  if (operand.size === 0) throw badValue('$not cannot be empty');
  return not(parseOperators(path, operand));
}

function parseAll(path: Path, operand: Value): FilterNode {
  if (!Array.isArray(operand)) throw badValue('$all needs an array');
  if (operand.length === 0) return leaf(path, () => false);
  return and(
    operand.map((value) => {
      if (isDoc(value) && value.has('$elemMatch')) return parseOperators(path, value);
      if (isOperatorDocument(value)) throw badValue('no $ expressions in $all');
      return isRegex(value) ? leaf(path, regexValueTest(value)) : compare('eq')(path, value, new Map());
    }),
  );
}

function parseSize(path: Path, operand: Value): FilterNode {
  const size = integerOf(operand);
  if (size === undefined) throw badValue(`Failed to parse $size. Expected an integer`);
  if (size < 0) throw badValue(`Failed to parse $size. Expected a non-negative number in: $size: ${size}`);
  return leaf(path, (value) => Array.isArray(value) && value.length === size, true);
}

function parseMod(path: Path, operand: Value): FilterNode {
  const isPair = Array.isArray(operand) && operand.length === 2;
  const [divisor, remainder] = isPair ? operand.map(wholePartOf) : [];
  if (divisor === undefined || remainder === undefined)
    throw badValue('malformed mod, needs to be an array of two numbers');
  if (divisor === 0n) throw badValue('divisor cannot be 0');
  return leaf(path, (value) => {
    const whole = wholePartOf(value);
    return whole !== undefined && whole % divisor === remainder;
  });
}

function parseRegex(path: Path, operand: Value, siblings: Doc): FilterNode {
  const options = siblings.get('$options');
  if (options !== undefined && typeof options !== 'string') throw badValue('$options has to be a string');
  if (isRegex(operand)) return leaf(path, regexTest(operand.pattern, options ?? operand.options));
  if (typeof operand !== 'string') throw badValue('$regex has to be a string');
  return leaf(path, regexTest(operand, options ?? ''));
}

const OPERATORS: Readonly<Record<string, OperatorParser>> = {
  $eq: compare('eq'),
  $gt: compare('gt'),
  $gte: compare('gte'),
  $lt: compare('lt'),
  $lte: compare('lte'),
  $ne: (path, operand, siblings) => {
    if (isRegex(operand)) throw badValue("Can't have regex as arg to $ne.");
    return not(compare('eq')(path, operand, siblings));
  },
  $in: (path, operand) => parseIn(path, operand, '$in'),
  $nin: (path, operand) => not(parseIn(path, operand, '$nin')),
  $not: parseNot,
  $all: parseAll,
  $size: parseSize,
  $mod: parseMod,
  $regex: parseRegex,
  $exists: (path, operand) => {
    const exists = leaf(path, (value) => value !== undefined);
    return isTruthy(operand) ? exists : not(exists);
  },
  $type: (path, operand) => leaf(path, typeTest(operand)),
  $elemMatch: (path, operand) => leaf(path, elemMatch(operand), true),
};

/** Whether a value is a document of operators, as `{ $gt: 5 }`, rather than a value to be equal to. */
export function isOperatorDocument(value: Value | undefined): value is Doc {
  if (!isDoc(value)) return false;
  const first = value.keys().next();
  return !first.done && first.value.startsWith('$') && !['$ref', '$id', '$db'].includes(first.value);
}

/** Parses `{ $gt: 5, $lt: 9 }` as conditions on one path. Errors: 2 for an operator this server does not know. */
export function parseOperators(path: Path, operators: Doc): FilterNode {
  const nodes: FilterNode[] = [];
  for (const [name, operand] of operators) {
    if (name === '$options' && operators.has('$regex')) continue;
    const parser = Object.hasOwn(OPERATORS, name) ? OPERATORS[name] : undefined;
    if (!parser) throw badValue(`unknown operator: ${name}`);
    nodes.push(parser(path, operand, operators));
  }
  return and(nodes);
}

/** A condition on one path: operators, a regular expression, or a value to be equal to. */
function parseCondition(path: Path, condition: Value): FilterNode {
  if (isOperatorDocument(condition)) return parseOperators(path, condition);
  if (isRegex(condition)) return leaf(path, regexValueTest(condition));
  return compare('eq')(path, condition, new Map());
}

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
