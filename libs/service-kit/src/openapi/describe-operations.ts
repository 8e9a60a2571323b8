import { ROUTE_ARGS_METADATA, RouteParamtypes } from '@nestjs/common/internal';
import type { OpenAPIObject } from '@nestjs/swagger';
import { SCOPES_METADATA } from '../auth/auth.guard';
import { commandCallOf, minPositionOf } from '../requests/command-call';
import { POSITIONS_PATTERN } from '../requests/log-position';
import { SUBJECT_METADATA } from '../requests/command.decorator';
import { KEY_HEADER, NEEDS_KEY_METADATA } from '../requests/needs-key';
import { ANSWERS_METADATA, TAKES_METADATA, type TakenBody } from './media';
import { schemaOf, type Schema } from './schemas';

type Dto = new () => object;
export type Controller = (new (...args: never[]) => object) & { readonly prototype: object };
type Parameter = Readonly<Record<string, unknown>> & { readonly name: string; readonly in: string };
interface Operation {
  operationId?: string;
  parameters?: Parameter[];
  security?: Record<string, readonly string[]>[];
  requestBody?: object;
  responses?: Record<string, object>;
  /** The subject that takes the same command over NATS; `{id}` as in the path. */
  'x-nats-subject'?: string;
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;
const PRIMITIVES = new Set<unknown>([String, Number, Boolean, Array, Object, undefined]);
const PROBLEM_ANSWER = {
  description: 'What is wrong, with the field and the rule where a field is at fault',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};
const keyParameter = (required: boolean): Parameter => ({
  name: KEY_HEADER,
  in: 'header',
  required,
  description:
    'The same key again is the same command, and answered as the first time; with another body it is refused',
  schema: { type: 'string', minLength: 1, maxLength: 200 },
});
const POSITION: Parameter = {
  name: 'OCE-Min-Position',
  in: 'header',
  required: false,
  description: 'The OCE-Position of a write that the answer must have come to; several with commas between',
  schema: { type: 'string', pattern: POSITIONS_PATTERN },
};

interface Argument {
  readonly kind: number;
  readonly type: Dto | undefined;
  readonly factory: unknown;
}

/**
 * Adds what Nest's own description leaves out: path and query parameters, our headers, the scopes of which a token needs
 * one, the subject over NATS, and how refusals look. Returns the DTOs of bodies that it has met.
 */
export function describeOperations(document: OpenAPIObject, controllers: Iterable<Controller>): Set<Dto> {
  const byName = new Map([...controllers].map((controller) => [controller.name, controller]));
  const bodies = new Set<Dto>();
  for (const [path, item] of Object.entries(document.paths)) {
    for (const method of METHODS) {
      const operation = item[method] as Operation | undefined;
      const [name = '', handler = ''] = operation?.operationId?.split('_') ?? [];
      const controller = byName.get(name);
      if (!operation || !controller) continue;
      const args = argumentsOf(controller, handler);
      const needsKey = metadataOf<boolean>(NEEDS_KEY_METADATA, controller, handler) ?? false;
      operation.parameters = parametersOf(path, args, needsKey, operation.parameters ?? []);
      operation.security = securityOf(controller, handler);
      operation.responses = { ...answersOf(controller, handler, operation), '4XX': PROBLEM_ANSWER };
      const taken = metadataOf<TakenBody>(TAKES_METADATA, controller, handler);
      if (taken) operation.requestBody = bodyOf(taken);
      const subject = metadataOf<string>(SUBJECT_METADATA, controller, handler);
      if (subject) operation['x-nats-subject'] = subject;
      for (const { kind, type } of args) if (kind === RouteParamtypes.BODY && type) bodies.add(type);
    }
  }
  return bodies;
}

function metadataOf<T>(key: string, controller: Controller, handler: string): T | undefined {
  const method = (controller.prototype as Record<string, object>)[handler];
  return Reflect.getMetadata(key, method ?? {}) as T | undefined;
}

function bodyOf({ types, description }: TakenBody): object {
  const content = Object.fromEntries(types.map((type) => [type, { schema: { type: 'string' } }]));
  return { required: true, description, content };
}

/** The media types stand with the answers that are no refusals. */
function answersOf(controller: Controller, handler: string, { responses = {} }: Operation): object {
  const types = metadataOf<readonly string[]>(ANSWERS_METADATA, controller, handler);
  if (!types) return responses;
  const content = Object.fromEntries(types.map((type) => [type, {}]));
  return Object.fromEntries(
    Object.entries(responses).map(([status, told]) => [status, { ...told, content }]),
  );
}

function argumentsOf(controller: Controller, handler: string): Argument[] {
  const types = (Reflect.getMetadata('design:paramtypes', controller.prototype, handler) ?? []) as Dto[];
  const found = (Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, handler) ?? {}) as Record<
    string,
    { index: number; factory?: unknown }
  >;
  return Object.entries(found).map(([key, { index, factory }]) => {
    const type = types[index];
    return { kind: Number(key.split(':')[0]), type: PRIMITIVES.has(type) ? undefined : type, factory };
  });
}

function parametersOf(
  path: string,
  args: readonly Argument[],
  needsKey: boolean,
  known: readonly Parameter[],
): Parameter[] {
  const ofPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => ({ name, in: 'path' }));
  const described = args.flatMap(({ kind, type }) => {
    if (!type || (kind !== RouteParamtypes.QUERY && kind !== RouteParamtypes.PARAM)) return [];
    return ofDto(kind === RouteParamtypes.QUERY ? 'query' : 'path', schemaOf(type));
  });
  const all: Parameter[] = [
    ...described,
    ...ofPath.map((one) => ({ ...one, required: true, schema: { type: 'string' } })),
    // The token is told by `security`.
    ...known.filter((one) => one.name.toLowerCase() !== 'authorization'),
    ...(args.some(({ factory }) => factory === commandCallOf) ? [keyParameter(needsKey)] : []),
    ...(args.some(({ factory }) => factory === minPositionOf) ? [POSITION] : []),
  ];
  return all.filter((one, at) => all.findIndex((o) => o.name === one.name && o.in === one.in) === at);
}

function ofDto(where: 'query' | 'path', schema: Schema): Parameter[] {
  const required = (schema['required'] ?? []) as readonly string[];
  return Object.entries((schema['properties'] ?? {}) as Record<string, Schema>).map(([name, property]) => ({
    name,
    in: where,
    required: where === 'path' || required.includes(name),
    schema: property,
  }));
}

/** One entry a scope: any of them lets in. Open handlers have none. */
function securityOf(controller: Controller, handler: string): Record<string, readonly string[]>[] {
  const scopes =
    metadataOf<readonly string[]>(SCOPES_METADATA, controller, handler) ??
    (Reflect.getMetadata(SCOPES_METADATA, controller) as readonly string[] | undefined);
  if (scopes?.[0] === '*') return [];
  return (scopes ?? []).map((scope) => ({ bearer: [scope] }));
}
