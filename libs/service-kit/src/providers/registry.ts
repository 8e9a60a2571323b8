import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { ledgerFault } from '@oce/contracts';
import type { Aggregate, Command, Event, RecordedCommit } from '@oce/event-sourcing';
import { AggregateHandler, subjectOf } from '@oce/event-store';
import {
  attentionAggregate,
  attentionProjection,
  BulkWork,
  followAtOnce,
  PolicyRunner,
  skipAggregate,
  skipId,
  skipsProjection,
  type AnyHandler,
  type AnyPolicy,
  type AttentionCommand,
  type CommitSkipped,
  type Follow,
  type Policy,
  type SkipCommit,
} from '@oce/policies';
import {
  LogFollower,
  MemoryView,
  type FollowedSource,
  type Following,
  type Projection,
  type ProjectionStatus,
  type Skips,
  type Stop,
} from '@oce/projections';
import type { Db } from 'mongodb';
import { setTimeout as sleep } from 'node:timers/promises';
import { FollowedStream } from './followed-stream';
import { LogStreams } from './log-streams';
import { CONTEXT_NAME, DATABASE } from './tokens';
import { ProjectionView } from './view';

const RETRY_MS = 500;

type AnyView = Pick<MemoryView<object>, 'name' | 'subjects' | 'stopped' | 'start' | 'stop'>;
interface DeclaredPolicy {
  readonly policy: AnyPolicy;
  readonly viewOf: (commits: readonly RecordedCommit[]) => Promise<unknown>;
}

/**
 * Collects what a service's module declares (aggregates, projections, memory views, policies) as Nest instantiates it,
 * starts it when the application is up and stops it when it goes down. Every context has an attention list and its
 * operators' decisions beside.
 */
@Injectable()
export class ServiceRegistry implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly handlers = new Map<string, AnyHandler>();
  private readonly streams = new Map<string, FollowedStream>();
  private readonly views: AnyView[] = [];
  private readonly policies: DeclaredPolicy[] = [];
  private readonly attention: AggregateHandler<unknown, AttentionCommand, Event>;
  private readonly skipping: AggregateHandler<unknown, SkipCommit, Event>;
  private readonly decisions: MemoryView<CommitSkipped['data']>;
  private readonly skips: Skips = {
    has: (follower, position) => this.decisions.get(skipId(follower, position)) !== undefined,
  };
  private runners: PolicyRunner<unknown>[] = [];
  private readonly bulkWork = new BulkWork();
  private readonly logger = new Logger('registry');
  private stopped = false;
  private started = false;
  private starting: Promise<void> = Promise.resolve();

  constructor(
    @Inject(CONTEXT_NAME) private readonly context: string,
    private readonly log: LogStreams,
    @Inject(DATABASE) private readonly db: Db,
  ) {
    const { main } = log;
    this.attention = this.addAggregate(attentionAggregate(main, context));
    this.skipping = this.addAggregate(skipAggregate(main, context));
    this.decisions = this.addMemoryView(skipsProjection(main, context));
    this.addProjection(attentionProjection(main, context));
  }

  /** Whether projections and policies are at work, and none stands still. */
  get isReady(): boolean {
    return this.started && this.stops.length === 0 && this.log.trouble.length === 0;
  }

  /** Whether an operator has passed a commit by. */
  isSkipped(follower: string, position: number): boolean {
    return this.skips.has(follower, position);
  }

  /** Who stands still, where and why. */
  get stops(): readonly (Stop & { readonly follower: string })[] {
    return [
      ...this.projections.map(({ name, stopped }) => ({ follower: name, stopped })),
      ...this.views.map(({ name, stopped = null }) => ({ follower: name, stopped })),
      ...this.policyRunners
        .map((runner) => runner.status())
        .map(({ name, stopped }) => ({ follower: name, stopped })),
    ].flatMap(({ follower, stopped }) => (stopped ? [{ follower, ...stopped }] : []));
  }

  /** What stands against following the log. */
  get trouble(): readonly string[] {
    return this.log.trouble;
  }

  get policyRunners(): readonly PolicyRunner<unknown>[] {
    return this.runners;
  }

  get projections(): readonly ProjectionStatus[] {
    return [...this.streams.values()].flatMap(({ host }) => host.status());
  }

  handler(aggregate: string): AnyHandler | undefined {
    return this.handlers.get(aggregate);
  }

  /** The attention list as its queries see it. */
  hostOf(projection: string): FollowedStream['host'] | undefined {
    return [...this.streams.values()].find(({ host }) => host.has(projection))?.host;
  }

  addAggregate<S, C extends Command, E extends Event>(
    aggregate: Aggregate<S, C, E>,
  ): AggregateHandler<S, C, E> {
    this.log.known.owns(aggregate.events);
    const handler = new AggregateHandler(this.log.of(aggregate.stream), aggregate, { faultOf: ledgerFault });
    this.handlers.set(aggregate.aggregate, handler);
    return handler;
  }

  addProjection<Doc extends object, E extends Event>(projection: Projection<Doc, E>): ProjectionView<Doc> {
    const { stream, sources } = projection.source;
    this.log.known.listenTo(...sources);
    const { host } = this.stream(stream);
    host.add(projection);
    return new ProjectionView<Doc>(host, projection.name);
  }

  addMemoryView<Doc extends object, E extends Event>(projection: Projection<Doc, E>): MemoryView<Doc> {
    const { log } = this.stream(projection.source.stream);
    return this.follows(projection.source, new MemoryView<Doc>(log, projection, this.followerOptions));
  }

  /** Something of the service's own that follows the log for as long as the process lives, and is told of as a view is. */
  addFollower<E extends Event>(following: Following<E>): LogFollower {
    const { log } = this.stream(following.source.stream);
    return this.follows(following.source, new LogFollower(log, following, this.followerOptions));
  }

  private get followerOptions() {
    const onStop = (name: string, stop: Stop) => this.reportStop(name, stop);
    return { skips: this.skips, onStop };
  }

  private follows<V extends AnyView>({ stream, sources }: FollowedSource, view: V): V {
    this.log.known.listenTo(...sources);
    this.stream(stream).follows(view);
    this.views.push(view);
    return view;
  }

  addPolicy<E extends Event, View>(
    policy: Policy<E, View>,
    viewOf: (commits: readonly RecordedCommit[]) => Promise<View>,
  ): Policy<E, View> {
    const { stream, sources, subjects } = policy.source;
    this.log.known.listenTo(...sources);
    this.stream(stream).follows({ subjects });
    this.policies.push({ policy, viewOf });
    return policy;
  }

  /** Passes a commit by for one who stands still there. */
  async skip(command: SkipCommit): Promise<Awaited<ReturnType<AnyHandler['handle']>>> {
    const { follower, position, reason } = command.data;
    const outcome = await this.skipping.handle(skipId(follower, position), command);
    await this.attention.handle(stopId(follower, position), {
      type: 'ResolveAttention',
      data: { resolution: 'skipped', note: reason },
      meta: { ...command.meta, commandId: `${command.meta.commandId}-resolve`.slice(-200) },
    });
    return outcome;
  }

  /** Follows at once what an outcome leads to by the policies that may be followed at once. */
  follow(follow: Follow): ReturnType<typeof followAtOnce> {
    return followAtOnce(
      { policies: this.policies.map(({ policy }) => policy), handler: (name) => this.handler(name) },
      follow,
    );
  }

  onApplicationBootstrap(): void {
    for (const view of this.views) view.start();
    this.starting = this.start();
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    await this.starting;
    // The log lets go of its readers, also of those who wait for it to begin.
    const all = [...this.runners, ...this.views, ...this.streams.values()];
    await Promise.all(all.map((one) => one.stop()));
  }

  /** A database that is away at the start delays the projections, not the commands. */
  private async start(): Promise<void> {
    for (const { log } of this.streams.values()) await this.insist(() => log.start());
    // What an operator has passed by must be known before anybody comes to it.
    await this.insist(async () => {
      if (!this.stopped && !(await this.decisions.catchUp()))
        throw new Error('the decisions are not read yet');
    });
    for (const { host } of this.streams.values()) await this.insist(() => host.start());
    if (this.stopped) return;
    this.runners = this.policies.map((declared) => this.runnerOf(declared));
    for (const runner of this.runners) runner.start();
    this.started = true;
  }

  private runnerOf({ policy, viewOf }: DeclaredPolicy): PolicyRunner<unknown> {
    const { context, db, bulkWork, handlers, skips } = this;
    const { log, host } = this.stream(policy.source.stream);
    return new PolicyRunner(policy, viewOf, {
      context,
      db,
      log,
      projections: host,
      handlers,
      bulkWork,
      skips,
      onError: (name, error) => this.logger.warn({ policy: name, retried: (error as Error).message }),
      onStop: (name, stop) => this.reportStop(name, stop),
    });
  }

  private stream(name: string): FollowedStream {
    let stream = this.streams.get(name);
    if (!stream) {
      stream = new FollowedStream(this.log.of(name), this.db, {
        skips: this.skips,
        giveWay: () => this.bulkWork.settled(),
        onError: (projection, error) => this.logger.warn({ projection, retried: (error as Error).message }),
        onStop: (projection, stop) => this.reportStop(projection, stop),
      });
      this.streams.set(name, stream);
    }
    return stream;
  }

  /** Says it in the log of the service, and puts it before the operator. */
  private reportStop(follower: string, { position, reason }: Stop): void {
    this.logger.error({ follower, stoppedAt: position, reason });
    void this.insist(async () => {
      const id = stopId(follower, position);
      await this.attention.handle(id, {
        type: 'ReportStop',
        data: {
          follower,
          position,
          detail: reason,
          subject: subjectOf({ context: this.context, aggregate: 'attention', id }),
        },
        meta: {
          commandId: id,
          actor: `service:${this.context}`,
          now: new Date().toISOString(),
          correlationId: id,
        },
      });
    });
  }

  private async insist(work: () => Promise<void>): Promise<void> {
    while (!this.stopped) {
      try {
        return await work();
      } catch (error) {
        this.logger.warn({ retried: (error as Error).message });
        await sleep(RETRY_MS);
      }
    }
  }
}

const stopId = (follower: string, position: number): string => `stop-${follower}-${position}`;
