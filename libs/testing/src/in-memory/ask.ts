import { RequestMethod, type INestApplicationContext, type Type } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/internal';
import { ModulesContainer } from '@nestjs/core';
import { derivedId, type Command, type CommandMeta } from '@oce/event-sourcing';
import type { Outcome } from '@oce/event-store';
import { CommandCall, validateBody, type CommandReply } from '@oce/service-kit';

/** A handler of a request, by the segments of its path: `['sales', 'orders', ':id', 'confirm']`. */
interface Route {
  readonly method: string;
  readonly segments: readonly string[];
  readonly controller: Record<string, (...args: unknown[]) => unknown>;
  readonly name: string;
  /** What its parameters are, as their decorators' file was compiled. */
  readonly types: readonly unknown[];
}

type Controller = Route['controller'];
const segmentsOf = (...paths: readonly string[]): string[] =>
  paths.flatMap((path) => path.split('/')).filter((segment) => segment !== '');

/** The routes of a context, by the metadata of its controllers. */
export function routesOf(app: INestApplicationContext): Route[] {
  const found: Route[] = [];
  for (const module of app.get(ModulesContainer).values())
    for (const { instance, metatype } of module.controllers.values())
      if (typeof metatype === 'function' && instance)
        found.push(...routesOn(instance as Controller, metatype));
  return found;
}

function routesOn(controller: Controller, { prototype }: { readonly prototype: object }): Route[] {
  const base = Reflect.getMetadata(PATH_METADATA, prototype.constructor) as string | undefined;
  if (base === undefined) return [];
  return Object.getOwnPropertyNames(prototype).flatMap((name) => {
    const handler = controller[name];
    if (typeof handler !== 'function') return [];
    const path = Reflect.getMetadata(PATH_METADATA, handler) as string | undefined;
    const method = Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod | undefined;
    if (path === undefined || method === undefined) return [];
    const types = (Reflect.getMetadata('design:paramtypes', prototype, name) ?? []) as unknown[];
    return [
      { method: RequestMethod[method] ?? '', segments: segmentsOf(base, path), controller, name, types },
    ];
  });
}

/** Gives a command to the handler of a path, its body checked as over HTTP. Refusals are thrown. */
export async function post(
  routes: readonly Route[],
  path: string,
  body: object,
  meta: CommandMeta,
): Promise<CommandReply> {
  const segments = segmentsOf(path);
  const route = routes.find((one) => one.method !== 'GET' && matches(one.segments, segments));
  if (route === undefined) throw new Error(`no command is taken at ${path}`);
  const id = segments[route.segments.indexOf(':id')];
  const call = callWith(meta);
  const args = route.types.map((type) => {
    if (type === String) return id;
    return type === CommandCall ? call : validateBody(type as Type<object>, body);
  });
  return (await route.controller[route.name]?.(...args)) as CommandReply;
}

const matches = (route: readonly string[], path: readonly string[]): boolean =>
  route.length === path.length && route.every((segment, at) => segment === ':id' || segment === path[at]);

/** A call as far as controllers look at it. */
function callWith(meta: CommandMeta): object {
  const reply = (id: string, { position, version, events, repeated }: Outcome) => ({
    id,
    position,
    version,
    repeated,
    events: events.map(({ type }) => type),
  });
  return {
    at: meta.now,
    identity: { actor: meta.actor },
    meta: () => Promise.resolve(meta),
    metaOf: (part: string) => Promise.resolve({ ...meta, commandId: derivedId(meta.commandId, part) }),
    command: (type: string, data: object) => Promise.resolve({ type, data, meta }),
    handle: async (
      handler: { handle(id: string, command: Command): Promise<Outcome> },
      id: string,
      command: Omit<Command, 'meta'>,
    ) => reply(id, await handler.handle(id, { ...command, meta })),
    reply: (id: string, outcome: Outcome) => Promise.resolve(reply(id, outcome)),
    answer: () => undefined,
  };
}
