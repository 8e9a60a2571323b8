export interface Difference {
  /** Where in the document: `lines.0.amountCentimes`, empty for the whole. */
  readonly path: string;
  readonly expected: unknown;
  readonly found: unknown;
}

/**
 * Where two documents first differ; undefined where they are the same. Nothing is left out but the order of fields,
 * which has no meaning, and fields without a value, which are not stored.
 */
export function firstDifference(expected: unknown, found: unknown, path = ''): Difference | undefined {
  if (Object.is(expected, found) || (expected === 0 && found === 0)) return undefined;
  const differs = { path, expected, found };
  if (!isObject(expected) || !isObject(found)) return differs;
  if (Array.isArray(expected) !== Array.isArray(found)) return differs;
  if (Array.isArray(expected) && Array.isArray(found) && expected.length !== found.length)
    return { path: join(path, 'length'), expected: expected.length, found: found.length };
  for (const key in expected) {
    const difference = firstDifference(expected[key], found[key], join(path, key));
    if (difference) return difference;
  }
  for (const key in found) {
    if (expected[key] === undefined && found[key] !== undefined)
      return { path: join(path, key), expected: undefined, found: found[key] };
  }
  return undefined;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === 'object';
const join = (path: string, key: string): string => (path === '' ? key : `${path}.${key}`);
