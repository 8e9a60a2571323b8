import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { ledgerFault } from '@oce/contracts';
import { type Aggregate, type Command, type Event, type RecordedCommit } from '@oce/event-sourcing';
import { AggregateHandler, type Outcome } from '@oce/event-store';
import {
  attentionAggregate,
  attentionProjection,
  BulkWork,
  followAtOnce,
  mattersProjection,
  PolicyRunner,
  retriedCommands,
  skipAggregate,
  skipsProjection,
  type AnyHandler,
  type AttentionRaised,
  type CommitSkipped,
  type DeclaredPolicy,
  type Follow,
  type Policy,
  type RetriedCommand,
  type SkipCommit,
} from '@oce/policies';
import {
  Held,
  LogFollower,
  MemoryView,
  type FollowedSource,
  type FollowerOptions,
  type Following,
  type Projection,
  type ProjectionStatus,
  type Stop,
} from '@oce/projections';
import type { Db } from 'mongodb';
import { FollowedStream } from './followed-stream';
import { KeepTrying } from './keep-trying';
import { LogStreams } from './log-streams';
import { Standstills } from './standstills';
import { CONTEXT_NAME, DATABASE } from './tokens';
import { ToldByPersons } from './told-by-persons';
import { ProjectionView } from './view';

/** A failure that is tried again for so long is told: nothing stands still in silence, and a busy start is no failure. */
const HELD_TOLD_MS = 60_000;
/** How long a retry waits for the projections that its policy looks at. */
const RETRY_WAITS_MS = 10_000;

/**
 * Collects what a service's module declares as Nest instantiates it, starts it when the application is up and stops it
 * when it goes down. Every context has an attention list and its operators' decisions beside.
 */
@Injectable()
export class ServiceRegistry implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly handlers = new Map<string, AnyHandler>();
  private readonly streams = new Map<string, FollowedStream>();
  private readonly views: LogFollower[] = [];
  private readonly policies: DeclaredPolicy[] = [];
  private readonly standstills: Standstills;
  private readonly told = new ToldByPersons();
  private runners: PolicyRunner<unknown>[] = [];
  private readonly bulkWork = new BulkWork();
  private readonly logger = new Logger('registry');
  private stopped = false;
  private readonly trying = new KeepTrying(this.logger);
  private readonly heldStart = new Held();
  private started = false;
  private starting: Promise<void> = Promise.resolve();

  constructor(
    @Inject(CONTEXT_NAME) private readonly context: string,
    private readonly log: LogStreams,
    @Inject(DATABASE) private readonly db: Db,
  ) {
    const { main } = log;
    const attention = this.addAggregate(attentionAggregate(main, context));
    this.standstills = new Standstills(context, attention, this.addAggregate(skipAggregate(main, context)));
    // Whoever stood still before a decision could not be told to pass it by.
    this.told.follow(
      this.addMemoryView(skipsProjection(main, context), { neverStops: true }),
      this.addMemoryView(mattersProjection(main, context), { neverStops: true }),
    );
    this.addProjection(attentionProjection(main, context));
  }

  /** Whether projections and policies are at work, and none stands still. */
  get isReady(): boolean {
    return this.started && this.stops.length === 0 && this.trouble.length === 0;
  }

  /** Whether an operator has passed a commit by. */
  isSkipped(follower: string, position: number): boolean {
    return this.told.skips.has(follower, position);
  }

  /** Who stands still, where and why. */
  get stops(): readonly (Stop & { readonly follower: string })[] {
    const all = [...this.projections, ...this.views, ...this.policyRunners.map((runner) => runner.status())];
    return all.flatMap(({ name, stopped }) => (stopped ? [{ follower: name, ...stopped }] : []));
  }

  /** What stands against following the log: a stream that cannot be read, a failure that has been tried for long. */
  get trouble(): readonly string[] {
    const followers = [...this.projections, ...this.policyRunners.map((runner) => runner.status())];
    const held = followers.filter(({ heldForMs }) => heldForMs > HELD_TOLD_MS);
    const start = this.heldStart.reason === undefined ? [] : [`the start is held: ${this.heldStart.reason}`];
    return [...this.log.trouble, ...start, ...held.map(({ name, heldBy }) => `${name} is held: ${heldBy}`)];
  }

  /** Whether a projection, a view or a policy has this name. */
  isFollower(name: string): boolean {
    const all = [...this.projections, ...this.views, ...this.policies.map(({ policy }) => policy)];
    return all.some((one) => one.name === name);
  }

  /** Where a follower stands still, or its last rebuild could not pass. */
  stopsOf(name: string): readonly Stop[] {
    const rebuilds = this.projections.flatMap((one) =>
      one.name === name && one.rebuildStopped ? [one.rebuildStopped] : [],
    );
    return [...this.stops.filter(({ follower }) => follower === name), ...rebuilds];
  }

  /** Every decision to pass a commit by, from memory. */
  get skipped(): readonly CommitSkipped['data'][] {
    return this.told.skipped;
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

  /** The stream of the attention list, the keys and the operators' decisions. */
  get mainStream(): string {
    return this.log.main;
  }

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
    return new ProjectionView<Doc>(host, projection.name, stream);
  }

  addMemoryView<Doc extends object, E extends Event>(
    projection: Projection<Doc, E>,
    options: Pick<FollowerOptions, 'neverStops'> = {},
  ): MemoryView<Doc> {
    const { log } = this.stream(projection.source.stream);
    const view = new MemoryView<Doc>(log, projection, { ...options, ...this.followerOptions });
    return this.follows(projection.source, view);
  }

  /** Something of the service's own that follows the log for as long as the process lives, and is told of as a view is. */
  addFollower<E extends Event>(following: Following<E>): LogFollower {
    const { log } = this.stream(following.source.stream);
    return this.follows(following.source, new LogFollower(log, following, this.followerOptions));
  }

  private get followerOptions(): FollowerOptions {
    return {
      skips: this.told.skips,
      onStop: (name, stop) => this.reportStop(name, stop),
      onError: (view, error) => this.logger.warn({ view, retried: (error as Error).message }),
    };
  }

  private follows<V extends LogFollower>({ stream, sources }: FollowedSource, view: V): V {
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
  skip(command: SkipCommit): Promise<Outcome> {
    return this.standstills.skip(command);
  }

  /** Follows at once what an outcome leads to by the policies that may be followed at once. */
  follow(follow: Follow): ReturnType<typeof followAtOnce> {
    return followAtOnce(
      { policies: this.policies.map(({ policy }) => policy), handler: (name) => this.handler(name) },
      follow,
    );
  }

  /** What a matter leads to now that its cause is mended: its policy looks once more, at all that is in the log. */
  async retried(matterId: string, raised: AttentionRaised['data']): Promise<readonly RetriedCommand[]> {
    const declared = this.policies.find(({ policy }) => policy.name === raised.policy);
    const { log, host } = this.stream(declared?.policy.source.stream ?? this.mainStream);
    const now = await log.lastPosition();
    for (const name of declared?.policy.after ?? []) await host.waitFor(name, now, RETRY_WAITS_MS);
    return retriedCommands(matterId, raised, declared, log);
  }

  onApplicationBootstrap(): void {
    for (const view of this.views) view.start();
    this.starting = this.start();
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    this.trying.stop();
    await this.starting;
    // The log lets go of its readers, also of those who wait for it to begin.
    const all = [...this.runners, ...this.views, ...this.streams.values()];
    await Promise.all(all.map((one) => one.stop()));
  }

  /** A database that is away at the start delays the projections, not the commands. */
  private async start(): Promise<void> {
    for (const { log } of this.streams.values()) await this.trying.until(() => log.start(), this.heldStart);
    // What an operator has passed by, or a clerk was asked about, must be known before anybody comes to it.
    await this.trying.until(async () => {
      if (!this.stopped && !(await this.told.isRead())) throw new Error('the decisions are not read yet');
    }, this.heldStart);
    for (const { host } of this.streams.values()) await this.trying.until(() => host.start(), this.heldStart);
    if (this.stopped) return;
    this.runners = this.policies.map((declared) => this.startedRunner(declared));
    this.started = true;
  }

  /** Where the database is new or was lost, what people read comes first, and then what policies did long ago. */
  private startedRunner({ policy, viewOf }: DeclaredPolicy): PolicyRunner<unknown> {
    const { context, db, bulkWork, handlers } = this;
    const { skips, matters } = this.told;
    const { log, host } = this.stream(policy.source.stream);
    const shared = { context, db, log, projections: host, handlers, bulkWork, skips, matters };
    const runner = new PolicyRunner(policy, viewOf, {
      ...shared,
      onError: (name, error) => this.logger.warn({ policy: name, retried: (error as Error).message }),
      onStop: (name, stop) => this.reportStop(name, stop),
    });
    void host.firstBuilt.then(() => this.stopped || runner.start());
    return runner;
  }

  private stream(name: string): FollowedStream {
    let stream = this.streams.get(name);
    if (!stream) {
      stream = new FollowedStream(this.log.of(name), this.db, {
        skips: this.told.skips,
        giveWay: () => this.bulkWork.settled(),
        onError: (projection, error) => this.logger.warn({ projection, retried: (error as Error).message }),
        onStop: (projection, stop) => this.reportStop(projection, stop),
      });
      this.streams.set(name, stream);
    }
    return stream;
  }

  private reportStop(follower: string, stop: Stop): void {
    this.logger.error({ follower, stoppedAt: stop.position, subject: stop.subject, reason: stop.reason });
    void this.trying.until(() => this.standstills.report(follower, stop));
  }
}
