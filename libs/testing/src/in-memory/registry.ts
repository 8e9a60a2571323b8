import { ledgerFault } from '@oce/contracts';
import {
  DomainError,
  KnownEvents,
  type Aggregate,
  type Command,
  type Event,
  type RecordedCommit,
} from '@oce/event-sourcing';
import { AggregateHandler } from '@oce/event-store';
import { MemoryEventStore } from '@oce/event-store/testing';
import {
  attentionAggregate,
  attentionProjection,
  BulkWork,
  Dispatch,
  followAtOnce,
  skipAggregate,
  type AnyHandler,
  type AttentionRaised,
  type DeclaredPolicy,
  type Follow,
  retriedCommands,
  type Policy,
  type RetriedCommand,
} from '@oce/policies';
import { LogFollower, MemoryView, type Following, type Projection } from '@oce/projections';
import { Bus } from './bus';
import { MemoryDocuments } from './documents';

/** The log of several contexts, a stream each, with what all of them know of its events. */
export class MemoryLog {
  readonly known = new KnownEvents();
  private readonly streams = new Map<string, MemoryEventStore>();

  constructor(
    readonly main: string,
    private readonly newStore: (stream: string) => MemoryEventStore = () => new MemoryEventStore(),
  ) {}

  of(stream: string): MemoryEventStore {
    let found = this.streams.get(stream);
    if (!found) this.streams.set(stream, (found = this.newStore(stream)));
    return found;
  }
}

/** What the registry of the kit is to a service, without servers: everything follows when the bus says so. */
export class MemoryRegistry {
  readonly projections = new Map<string, MemoryDocuments<object>>();
  private readonly handlers = new Map<string, AnyHandler>();
  private readonly policies: DeclaredPolicy[] = [];
  private readonly views: { stop(): Promise<void> }[] = [];

  constructor(
    context: string,
    private readonly log: MemoryLog,
    private readonly bus: Bus,
  ) {
    this.addAggregate(attentionAggregate(log.main, context));
    this.addAggregate(skipAggregate(log.main, context));
    this.addProjection(attentionProjection(log.main, context));
  }

  handler(aggregate: string): AnyHandler | undefined {
    return this.handlers.get(aggregate);
  }

  addAggregate<S, C extends Command, E extends Event>(
    aggregate: Aggregate<S, C, E>,
  ): AggregateHandler<S, C, E> {
    const handler = new AggregateHandler(this.log.of(aggregate.stream), aggregate, {
      faultOf: ledgerFault,
      cacheSize: 200,
    });
    this.handlers.set(aggregate.aggregate, handler);
    return handler;
  }

  addProjection<Doc extends object, E extends Event>(projection: Projection<Doc, E>): MemoryDocuments<Doc> {
    const documents = new MemoryDocuments<Doc>(projection, () => this.bus.catchUp(projection.name));
    const { stream, subjects } = projection.source;
    this.projections.set(projection.name, documents as MemoryDocuments<object>);
    this.bus.add({
      name: projection.name,
      log: this.log.of(stream),
      subjects,
      mayRepeat: true,
      take: async (commits) => documents.fold(commits),
    });
    return documents;
  }

  /** A view in memory follows by itself: who asks it waits until it holds what the log does. */
  addMemoryView<Doc extends object, E extends Event>(projection: Projection<Doc, E>): MemoryView<Doc> {
    const view = new MemoryView<Doc>(this.log.of(projection.source.stream), projection);
    view.start();
    this.views.push(view);
    return view;
  }

  /** As a view, it follows by itself. */
  addFollower<E extends Event>(following: Following<E>): LogFollower {
    const follower = new LogFollower(this.log.of(following.source.stream), following);
    follower.start();
    this.views.push(follower);
    return follower;
  }

  addPolicy<E extends Event, View>(
    policy: Policy<E, View>,
    viewOf: (commits: readonly RecordedCommit[]) => Promise<View>,
  ): Policy<E, View> {
    this.policies.push({ policy, viewOf });
    const log = this.log.of(policy.source.stream);
    let matters: ReadonlySet<string> = new Set();
    const asked = { has: (commandId: string) => matters.has(commandId) };
    const dispatch = new Dispatch<View>(policy, this.handlers, log, new BulkWork(), asked);
    this.bus.add({
      name: policy.name,
      log,
      subjects: policy.source.subjects,
      mayRepeat: true,
      take: async (commits) => {
        for (const name of policy.after ?? []) await this.bus.catchUp(name);
        matters = await this.matters();
        await dispatch.all(commits, await viewOf(commits));
      },
    });
    return policy;
  }

  /** The ids of all that was put before a clerk. */
  private async matters(): Promise<ReadonlySet<string>> {
    await this.bus.catchUp('attention');
    const found = (await this.projections.get('attention')?.all({})) ?? [];
    return new Set(found.map(({ _id }) => _id));
  }

  /** What a matter leads to now: its policy looks once more. */
  async retried(matterId: string, raised: AttentionRaised['data']): Promise<readonly RetriedCommand[]> {
    const declared = this.policies.find(({ policy }) => policy.name === raised.policy);
    const log = this.log.of(declared?.policy.source.stream ?? this.log.main);
    for (const name of declared?.policy.after ?? []) await this.bus.catchUp(name);
    return retriedCommands(matterId, raised, declared, log);
  }

  /** Ends what follows by itself. */
  async stop(): Promise<void> {
    await Promise.all(this.views.map((view) => view.stop()));
  }

  follow(follow: Follow): ReturnType<typeof followAtOnce> {
    const policies = this.policies.map(({ policy }) => policy);
    return followAtOnce({ policies, handler: (name) => this.handler(name) }, follow);
  }
}

/** The slug of a refusal, or undefined where it was accepted. */
export async function refusalOf(work: Promise<unknown>): Promise<string | undefined> {
  try {
    await work;
    return undefined;
  } catch (error) {
    if (error instanceof DomainError) return error.slug;
    throw error;
  }
}
