import { upstreamPath } from '../proxy/upstream-path';

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
type JsonObject = { readonly [key: string]: Json };

/** An OpenAPI document, as far as joining looks into it. */
export interface ApiDocument {
  readonly paths?: Readonly<Record<string, JsonObject>>;
  readonly components?: Readonly<Record<string, JsonObject>>;
}
export interface JoinedApi extends ApiDocument {
  readonly openapi: string;
  readonly info: { readonly title: string; readonly version: string; readonly description: string };
}

const METHODS = new Set(['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace']);
const SCHEMA = '#/components/schemas/';

/**
 * One document of several services: paths as the gateway has them, operations named after their service, and a schema
 * that two services name alike but mean differently named apart, `sales.OrderDto`.
 */
export function joinApis(documents: ReadonlyMap<string, ApiDocument>): JoinedApi {
  const clashes = clashingSchemas(documents);
  const paths: Record<string, JsonObject> = {};
  const components: Record<string, Record<string, Json>> = {};
  for (const [context, document] of documents) {
    const named = (schema: string) => (clashes.has(schema) ? `${context}.${schema}` : schema);
    for (const [path, item] of Object.entries(document.paths ?? {})) {
      const outside = pathOutside(context, path);
      if (outside !== undefined) paths[outside] = renamed(tagged(context, item), named) as JsonObject;
    }
    for (const [kind, parts] of Object.entries(document.components ?? {})) {
      const into = (components[kind] ??= {});
      for (const [name, part] of Object.entries(parts))
        into[kind === 'schemas' ? named(name) : name] = renamed(part, named);
    }
  }
  const description = `Services: ${[...documents.keys()].join(', ')}.`;
  return {
    openapi: '3.1.0',
    info: { title: 'OCE', version: '1', description },
    paths,
    components,
  };
}

/** `/sales/orders` -> `/api/sales/orders`, `/health/live` -> `/api/sales/health/live`; undefined for what is inside. */
function pathOutside(context: string, path: string): string | undefined {
  const own = `/${context}`;
  if (path === own || path.startsWith(`${own}/`)) return `/api${path}`;
  return upstreamPath(context, path) === path ? `/api/${context}${path}` : undefined;
}

/** Names of schemas that are not the same in all services that have them. */
function clashingSchemas(documents: ReadonlyMap<string, ApiDocument>): ReadonlySet<string> {
  const seen = new Map<string, string>();
  const clashes = new Set<string>();
  for (const { components } of documents.values()) {
    for (const [name, schema] of Object.entries(components?.['schemas'] ?? {})) {
      const text = JSON.stringify(schema);
      if ((seen.get(name) ?? text) !== text) clashes.add(name);
      seen.set(name, text);
    }
  }
  return clashes;
}

/** Operations grouped by service, with ids that stay apart. */
function tagged(context: string, item: JsonObject): JsonObject {
  const entries = Object.entries(item).map(([method, operation]) => {
    if (!METHODS.has(method) || !isObject(operation)) return [method, operation] as const;
    const id = operation['operationId'];
    const operationId = typeof id === 'string' ? { operationId: `${context}_${id}` } : {};
    return [method, { ...operation, ...operationId, tags: [context] }] as const;
  });
  return Object.fromEntries(entries);
}

/** The same with its references to schemas renamed. */
function renamed(value: Json, named: (schema: string) => string): Json {
  if (isArray(value)) return value.map((one) => renamed(one, named));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => {
      if (key !== '$ref' || typeof one !== 'string' || !one.startsWith(SCHEMA))
        return [key, renamed(one, named)];
      return [key, `${SCHEMA}${named(one.slice(SCHEMA.length))}`];
    }),
  );
}

const isArray = (value: Json): value is readonly Json[] => Array.isArray(value);
const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
