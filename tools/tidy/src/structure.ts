import ts from 'typescript';

const PRIMITIVE =
  ts.TypeFlags.String |
  ts.TypeFlags.Number |
  ts.TypeFlags.Boolean |
  ts.TypeFlags.BooleanLiteral |
  ts.TypeFlags.StringLiteral |
  ts.TypeFlags.NumberLiteral |
  ts.TypeFlags.Null |
  ts.TypeFlags.Undefined |
  ts.TypeFlags.Unknown |
  ts.TypeFlags.NonPrimitive;

/** A type of plain JSON written out without names. @throws for what is no JSON, and for a type that contains itself */
export function structureOf(type: ts.Type, checker: ts.TypeChecker, within: readonly ts.Type[] = []): string {
  const inner = (one: ts.Type): string => structureOf(one, checker, [...within, type]);
  if (within.includes(type)) throw new Error(`${checker.typeToString(type)} contains itself`);
  if (type.flags & PRIMITIVE) return checker.typeToString(type).replaceAll('"', "'");
  // Whatever form a text has, it is a text.
  if (type.flags & ts.TypeFlags.TemplateLiteral) return 'string';
  if (type.isUnion()) return unionOf(type, inner);
  if (checker.isArrayType(type)) {
    const [item] = checker.getTypeArguments(type as ts.TypeReference);
    if (item)
      return `readonly ${item.isUnion() || checker.isArrayType(item) ? `(${inner(item)})` : inner(item)}[]`;
  }
  if (checker.isTupleType(type)) {
    const items = checker.getTypeArguments(type as ts.TypeReference);
    return `readonly [${items.map(inner).join(', ')}]`;
  }
  if (type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)) return objectOf(type, checker, inner);
  throw new Error(`${checker.typeToString(type)} cannot stand in an event`);
}

/** `boolean` is a union of two to the compiler, and one word to everybody else. */
function unionOf(type: ts.UnionType, inner: (one: ts.Type) => string): string {
  const parts = [...new Set(type.types.map(inner))];
  const isBoolean = parts.includes('true') && parts.includes('false');
  const rest = parts.filter((one) => !isBoolean || (one !== 'true' && one !== 'false'));
  const named = isBoolean ? [...rest, 'boolean'] : rest;
  // What may be absent or null is said last.
  return named.sort((one, other) => rankOf(one) - rankOf(other)).join(' | ');
}

const rankOf = (text: string): number => ['null', 'undefined'].indexOf(text);

function objectOf(type: ts.Type, checker: ts.TypeChecker, inner: (one: ts.Type) => string): string {
  const index = checker.getIndexInfoOfType(type, ts.IndexKind.String);
  const members = checker.getPropertiesOfType(type).map((symbol) => {
    const member = checker.getTypeOfSymbol(symbol);
    const isOptional = (symbol.flags & ts.SymbolFlags.Optional) !== 0;
    const given = isOptional ? checker.getNonNullableType(member) : member;
    const isNullable =
      isOptional && member.isUnion() && member.types.some((one) => one.flags & ts.TypeFlags.Null);
    const text = inner(given) + (isNullable ? ' | null' : '');
    return `readonly ${nameOf(symbol.name)}${isOptional ? '?' : ''}: ${text};`;
  });
  if (index) members.push(`readonly [name: string]: ${inner(index.type)};`);
  return members.length === 0 ? 'object' : `{ ${members.join(' ')} }`;
}

const nameOf = (name: string): string => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : `'${name}'`);
