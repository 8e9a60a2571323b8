import {
  Module,
  type DynamicModule,
  type INestApplicationContext,
  type InjectionToken,
  type Type,
} from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { ContextManifest, LoadedContext } from '@oce/contexts';
import { mainStreamOf } from '@oce/contexts';
import type {
  Aggregate,
  Command,
  CommandMeta,
  Event,
  EventTypeInfo,
  RecordedCommit,
} from '@oce/event-sourcing';
import { testMeta } from '@oce/event-sourcing/testing';
import type { AggregateHandler, Outcome } from '@oce/event-store';
import type { MemoryEventStore } from '@oce/event-store/testing';
import { MemoryKeyStore } from '@oce/personal-data';
import type { Projection } from '@oce/projections';
import {
  AtOnce,
  CONFIG,
  CONTEXT_NAME,
  DATABASE,
  EVENT_STORE,
  KEY_STORE,
  LogStreams,
  MONGO_CLIENT,
  NATS,
  ServiceRegistry,
  type CommandReply,
} from '@oce/service-kit';
import { post, routesOf } from './ask';
import { Bus, chanceOf, everyCommit, type Chance } from './bus';
import { MemoryLog, MemoryRegistry } from './registry';

export interface InMemoryOptions {
  /** Lets the bus deliver late, twice and in any order between those who follow; in turn and once unless told. */
  readonly seed?: number;
  /** The environment of the contexts. */
  readonly config?: Readonly<Record<string, unknown>>;
  /** When commands are given; `testMeta`'s unless told. */
  readonly now?: string;
  /** A log of its own, one that goes away for one. */
  readonly newStore?: (stream: string) => MemoryEventStore;
}

/** What all processes have in common. */
interface Servers {
  readonly log: MemoryLog;
  readonly keys: MemoryKeyStore;
  /** How many ids of commands were given out. */
  commands: number;
}

/** A context at work. */
interface Running {
  readonly app: INestApplicationContext;
  readonly registry: MemoryRegistry;
  readonly routes: ReturnType<typeof routesOf>;
}

const SECRETS = {
  OCE_MASTER_KEYS: `test:${Buffer.alloc(32, 7).toString('base64')}`,
  OCE_CLAIM_SECRET: 'claims of tests are hashed with this',
};

/** One context, or several on one log, without servers: aggregates, projections, policies and their providers. */
export class OfficeInMemory {
  private readonly bus = new Bus();
  private readonly chance: Chance | undefined;
  private readonly running = new Map<string, Running>();
  private readonly others: OfficeInMemory[] = [];

  private constructor(
    private readonly contexts: readonly ContextManifest[],
    private readonly servers: Servers,
    private readonly options: InMemoryOptions,
  ) {
    this.chance = options.seed === undefined ? undefined : chanceOf(options.seed);
  }

  static async open(contexts: readonly ContextManifest[], options: InMemoryOptions): Promise<OfficeInMemory> {
    const [first] = contexts;
    if (!first) throw new Error('name at least one context');
    const log = new MemoryLog(mainStreamOf(first), options.newStore);
    const servers = { log, keys: new MemoryKeyStore(), commands: 0 };
    return new OfficeInMemory(contexts, servers, options).started();
  }

  /** Second processes of the same contexts on the same log; they remember nothing of the first, and close with it. */
  async another(): Promise<OfficeInMemory> {
    const other = await new OfficeInMemory(this.contexts, this.servers, this.options).started();
    this.others.push(other);
    return other;
  }

  get log(): MemoryLog {
    return this.servers.log;
  }

  /** A provider of a context, as Nest made it. */
  get<T>(context: string, token: InjectionToken<T>): T {
    return this.of(context).app.get<T>(token, { strict: false });
  }

  /** The handler of an aggregate of one of the contexts. */
  handler<S, C extends Command, E extends Event>(aggregate: Aggregate<S, C, E>): AggregateHandler<S, C, E> {
    const found = this.of(aggregate.context).registry.handler(aggregate.aggregate);
    if (!found) throw new Error(`${aggregate.context} has no aggregate ${aggregate.aggregate}`);
    return found as AggregateHandler<S, C, E>;
  }

  /** A command from outside, under an id of its own; refusals are thrown. */
  send<S, C extends Command, E extends Event>(
    aggregate: Aggregate<S, C, E>,
    id: string,
    command: C extends Command ? Omit<C, 'meta'> : never,
    meta: Partial<CommandMeta> = {},
  ): Promise<Outcome<E>> {
    const whole = { ...command, meta: this.meta(meta) } as unknown as C;
    return this.handler(aggregate).handle(id, whole);
  }

  /** A command from outside as HTTP takes it, by its path: `conditioning/runs/R-1/charges`. Refusals are thrown. */
  post(path: string, body: object = {}, meta: Partial<CommandMeta> = {}): Promise<CommandReply> {
    const [context = ''] = path.split('/');
    return post(this.of(context).routes, path, body, this.meta(meta));
  }

  /** Meta under an id of its own. */
  meta(meta: Partial<CommandMeta> = {}): CommandMeta {
    const { now } = this.options;
    return testMeta({
      commandId: `command-${++this.servers.commands}`,
      ...(now === undefined ? {} : { now }),
      ...meta,
    });
  }

  /** Events of a context that is not here, in one commit. */
  async hear(of: EventTypeInfo, id: string, ...events: readonly Event[]): Promise<number> {
    const { stream, context, aggregate } = of.kind;
    const store = this.log.of(stream);
    const ref = { context, aggregate, id };
    const past = await store.load(ref);
    const { commandId, correlationId, actor, now: at } = this.meta({ actor: 'other' });
    return store.append(ref, past.at(-1)?.position ?? 0, {
      commitId: `heard-${commandId}`,
      commandId,
      commandHash: 'heard',
      actor,
      at,
      correlationId,
      version: past.length + 1,
      events,
    });
  }

  /** Lets projections and policies follow until nothing more comes. */
  settle(): Promise<void> {
    return this.bus.settle(this.chance);
  }

  /** Lets one of those who follow take a step, by chance; false where nobody is behind. */
  step(): Promise<boolean> {
    return this.bus.stepOnce(this.chance ?? chanceOf(0));
  }

  /** Gives the whole log again to all, as after the loss of all checkpoints. */
  async again(): Promise<void> {
    await this.bus.again();
    await this.settle();
  }

  /** Every commit of a stream. */
  commits(stream = this.log.main): Promise<RecordedCommit[]> {
    return everyCommit(this.log.of(stream));
  }

  async events(stream = this.log.main): Promise<Event[]> {
    return (await this.commits(stream)).flatMap(({ events }) => [...events]);
  }

  /** The documents of a projection, in the order of their keys. */
  documents<Doc extends object, E extends Event>(
    context: string,
    projection: Projection<Doc, E>,
  ): Promise<Doc[]> {
    const found = this.of(context).registry.projections.get(projection.name);
    if (!found) throw new Error(`${context} has no projection ${projection.name}`);
    return found.all({}) as Promise<Doc[]>;
  }

  /** What a clerk would see: the reasons in the order in which they came. */
  async attention(): Promise<string[]> {
    return (await this.events()).flatMap((event) =>
      event.type === 'AttentionRaised' ? [(event.data as { reason: string }).reason] : [],
    );
  }

  async close(): Promise<void> {
    for (const other of this.others) await other.close();
    for (const { app, registry } of this.running.values()) {
      await registry.stop();
      await app.close();
    }
  }

  private of(context: string) {
    const found = this.running.get(context);
    if (!found) throw new Error(`${context} is not in this office`);
    return found;
  }

  private async started(): Promise<this> {
    for (const context of this.contexts) await this.start(context);
    return this;
  }

  private async start(context: ContextManifest): Promise<void> {
    const { module } = (await context.load()) as LoadedContext<Type>;
    const registry = new MemoryRegistry(context.name, this.log, this.bus);
    const root = {
      module: class Root {},
      imports: [memoryModule(context.name, this.servers, registry, this.options), module],
    };
    const app = await NestFactory.createApplicationContext(root, { logger: false, abortOnError: false });
    this.running.set(context.name, { app, registry, routes: routesOf(app) });
  }
}

@Module({})
class InMemory {}

function memoryModule(
  context: string,
  { log, keys }: Servers,
  registry: MemoryRegistry,
  { config }: InMemoryOptions,
): DynamicModule {
  const values: readonly (readonly [string | symbol | Type, unknown])[] = [
    [CONTEXT_NAME, context],
    [CONFIG, { ...SECRETS, ...config }],
    [LogStreams, log],
    [EVENT_STORE, log.of(log.main)],
    [KEY_STORE, keys],
    [ServiceRegistry, registry],
    [NATS, undefined],
    [DATABASE, undefined],
    [MONGO_CLIENT, undefined],
  ];
  const providers = values.map(([provide, useValue]) => ({ provide, useValue: useValue ?? {} }));
  return {
    module: InMemory,
    global: true,
    providers: [...providers, AtOnce],
    exports: [...values.map(([token]) => token), AtOnce],
  };
}

/** Runs contexts together on one log in memory: `const office = await inMemory([collection, sales], { seed: 7 })`. */
export const inMemory = (
  contexts: readonly ContextManifest[],
  options: InMemoryOptions = {},
): Promise<OfficeInMemory> => OfficeInMemory.open(contexts, options);

/** Runs one context in memory. */
export const contextInMemory = (
  context: ContextManifest,
  options: InMemoryOptions = {},
): Promise<OfficeInMemory> => inMemory([context], options);
