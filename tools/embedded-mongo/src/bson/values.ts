import type { Binary, BSONRegExp, Code, Decimal128, Double, MaxKey, MinKey, ObjectId, Timestamp } from 'bson';

/**
 * A BSON value in memory. The type is always recoverable: a `number` is an int32, a `bigint` an int64, a `Double`
 * a double. Documents are Maps, so that the order of the fields survives integer-like names.
 */
export type Value =
  | number
  | bigint
  | Double
  | Decimal128
  | string
  | boolean
  | null
  | Date
  | ObjectId
  | Binary
  | Timestamp
  | BSONRegExp
  | Code
  | MinKey
  | MaxKey
  | Value[]
  | Doc;

/** A BSON document in memory, fields in their order. */
export type Doc = Map<string, Value>;

/** The number types, in MongoDB's words. */
export type Numeric = number | bigint | Double | Decimal128;

export const isDoc = (value: unknown): value is Doc => value instanceof Map;

/** A document of these fields; none of them may be named like an integer. */
export const docOf = (fields: Readonly<Record<string, Value>>): Doc => new Map(Object.entries(fields));

/** The name of the BSON class of an object value, or undefined for plain JavaScript values. */
function bsonClass(value: Value | undefined): string | undefined {
  return typeof value === 'object' && value !== null
    ? (value as { _bsontype?: string })._bsontype
    : undefined;
}

export const isDouble = (value: Value | undefined): value is Double => bsonClass(value) === 'Double';
export const isDecimal = (value: Value | undefined): value is Decimal128 => bsonClass(value) === 'Decimal128';
export const isRegex = (value: Value | undefined): value is BSONRegExp => bsonClass(value) === 'BSONRegExp';

export const isNumeric = (value: Value | undefined): value is Numeric =>
  typeof value === 'number' || typeof value === 'bigint' || isDouble(value) || isDecimal(value);

/** BSON's canonical order of types: a value of a lower rank sorts before every value of a higher one. */
export const Rank = {
  minKey: 1,
  undefined: 2,
  null: 3,
  number: 4,
  string: 5,
  object: 6,
  array: 7,
  binary: 8,
  objectId: 9,
  boolean: 10,
  date: 11,
  timestamp: 12,
  regex: 13,
  code: 14,
  maxKey: 15,
} as const;

/** The types: MongoDB's alias and number of each, its rank, and the class of its values where they have one. */
const TYPES: readonly (readonly [alias: string, number: number, rank: number, className?: string])[] = [
  ['minKey', -1, Rank.minKey, 'MinKey'],
  ['double', 1, Rank.number, 'Double'],
  ['string', 2, Rank.string],
  ['object', 3, Rank.object],
  ['array', 4, Rank.array],
  ['binData', 5, Rank.binary, 'Binary'],
  ['objectId', 7, Rank.objectId, 'ObjectId'],
  ['bool', 8, Rank.boolean],
  ['date', 9, Rank.date],
  ['null', 10, Rank.null],
  ['regex', 11, Rank.regex, 'BSONRegExp'],
  ['javascript', 13, Rank.code, 'Code'],
  ['int', 16, Rank.number],
  ['timestamp', 17, Rank.timestamp, 'Timestamp'],
  ['long', 18, Rank.number],
  ['decimal', 19, Rank.number, 'Decimal128'],
  ['maxKey', 127, Rank.maxKey, 'MaxKey'],
];
export const ALIASES: ReadonlyMap<number, string> = new Map(TYPES.map(([alias, number]) => [number, alias]));
const ALIAS_OF_RANK: Readonly<Record<number, string>> = Object.fromEntries(
  TYPES.map(([alias, , rank]) => [rank, alias]),
);
const CLASS_RANKS: Readonly<Record<string, number>> = Object.fromEntries(
  TYPES.flatMap(([, , rank, name]) => (name ? [[name, rank]] : [])),
);

/** The rank of a value's type in BSON's order; a missing value ranks as null. */
export function rankOf(value: Value | undefined): number {
  switch (typeof value) {
    case 'number':
    case 'bigint':
      return Rank.number;
    case 'string':
      return Rank.string;
    case 'boolean':
      return Rank.boolean;
    case 'undefined':
      return Rank.null;
  }
  if (value === null) return Rank.null;
  if (Array.isArray(value)) return Rank.array;
  if (value instanceof Map) return Rank.object;
  if (value instanceof Date) return Rank.date;
  const rank = CLASS_RANKS[bsonClass(value) ?? ''];
  if (rank === undefined) throw new TypeError(`not a BSON value: ${String(value)}`);
  return rank;
}

/** MongoDB's alias of a value's type, as `$type` and error messages spell it. */
export function typeName(value: Value | undefined): string {
  if (typeof value === 'string') return 'string';
  if (typeof value === 'number') return 'int';
  if (value === undefined) return 'missing';
  if (typeof value === 'bigint') return 'long';
  const rank = rankOf(value);
  if (rank === Rank.number) return isDouble(value) ? 'double' : 'decimal';
  return ALIAS_OF_RANK[rank] as string;
}

/** A value as MongoDB's messages show it: `{ a: 1, b: "x" }`. */
export function showValue(value: Value | undefined): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (Array.isArray(value)) return value.length === 0 ? '[]' : `[ ${value.map(showValue).join(', ')} ]`;
  if (value instanceof Map) {
    const fields = [...value].map(([name, inner]) => `${name}: ${showValue(inner)}`);
    return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`;
  }
  if (value instanceof Date) return `new Date(${value.getTime()})`;
  if (isDouble(value)) return Number.isInteger(value.value) ? value.value.toFixed(1) : String(value.value);
  if (bsonClass(value) === 'ObjectId') return `ObjectId('${String(value)}')`;
  return String(value);
}
