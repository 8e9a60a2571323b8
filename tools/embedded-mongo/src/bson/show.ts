import { type Value, bsonClass, isDouble } from './values';

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
