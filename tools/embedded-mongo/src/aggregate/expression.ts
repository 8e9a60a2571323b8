import { type Doc, isDoc, showValue, type Value } from '../bson/values';
import { MongoError } from '../errors';
import { type Path, splitPath } from '../paths';
import { type Expression, OPERATORS } from './expression-operators';

/** The value of a field path in an expression: an array on the way gives the array of what its documents have. */
export function fieldValue(value: Value | undefined, path: Path, from = 0): Value | undefined {
  if (from === path.length) return value;
  if (isDoc(value)) return fieldValue(value.get(path[from] as string), path, from + 1);
  if (!Array.isArray(value)) return undefined;
  return value
    .map((element) => (isDoc(element) ? fieldValue(element, path, from) : undefined))
    .filter((inner): inner is Value => inner !== undefined);
}

function parseVariable(text: string): Expression {
  const [name, ...path] = splitPath(text);
  if (name === 'ROOT' || name === 'CURRENT') return ({ doc }) => fieldValue(doc, path);
  if (name === 'REMOVE' && path.length === 0) return () => undefined;
  throw new MongoError(17276, `Use of undefined variable: ${name}`);
}

function parseFieldPath(text: string): Expression {
  const path = splitPath(text);
  if (path.includes(''))
    throw new MongoError(15998, `FieldPath field names may not be empty strings: '$${text}'`);
  const dollar = path.find((part) => part.startsWith('$'));
  if (dollar)
    throw new MongoError(
      16410,
      `FieldPath field names may not start with '$'. Consider using $getField or $setField: '${dollar}'`,
    );
  return ({ doc }) => fieldValue(doc, path);
}

function parseDocument(spec: Doc): Expression {
  const [first] = spec.keys();
  if (first?.startsWith('$')) return parseOperator(first, spec);
  const fields = [...spec].map(([name, value]) => {
    if (name.startsWith('$'))
      throw new MongoError(16410, `FieldPath field names may not start with '$': '${name}'`);
    if (name.includes('.'))
      throw new MongoError(16412, `FieldPath field names may not contain '.': '${name}'`);
    return [name, parseExpression(value)] as const;
  });
  return (source) => {
    const doc: Doc = new Map();
    for (const [name, expression] of fields) {
      const value = expression(source);
      if (value !== undefined) doc.set(name, value);
    }
    return doc;
  };
}

function parseOperator(name: string, spec: Doc): Expression {
  if (spec.size !== 1) {
    throw new MongoError(
      15983,
      `an expression specification must contain exactly one field, the name of the expression. Found ${spec.size} fields in ${showValue(spec)}`,
    );
  }
  const operator = Object.hasOwn(OPERATORS, name) ? OPERATORS[name] : undefined;
  if (!operator) throw new MongoError(168, `Unrecognized expression '${name}'`);
  return operator(spec.get(name) as Value, name, parseExpression);
}

/** Compiles an expression. Errors: 168 for an operator this server does not know, 17276 for a variable. */
export function parseExpression(spec: Value): Expression {
  if (typeof spec === 'string') {
    if (spec.startsWith('$$')) return parseVariable(spec.slice(2));
    return spec.startsWith('$') ? parseFieldPath(spec.slice(1)) : () => spec;
  }
  if (Array.isArray(spec)) {
    const elements = spec.map(parseExpression);
    return (source) => elements.map((element) => element(source) ?? null);
  }
  return isDoc(spec) ? parseDocument(spec) : () => spec;
}
