import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import type { Decider, RecordedCommit, Command, Event } from '@oce/event-sourcing';
import { AggregateHandler, SharedLogReader, type JetStreamEventStore } from '@oce/event-store';
import {
  attentionDecider,
  attentionProjection,
  PolicyRunner,
  Rush,
  type AnyHandler,
  type Policy,
} from '@oce/policies';
import { MemoryView, ProjectionHost, unionOfFilters, type Projection } from '@oce/projections';
import type { Db } from 'mongodb';
import { setTimeout as sleep } from 'node:timers/promises';
import { CONTEXT_NAME, DATABASE, EVENT_STORE } from './tokens';
import { ProjectionView } from './view';

const RETRY_MS = 500;

/**
 * Collects what a service's module declares (aggregates, projections, memory views, policies) as Nest instantiates it,
 * starts it when the application is up and stops it when it goes down.
 */
@Injectable()
export class ServiceRegistry implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly host: ProjectionHost;
  /** The log as everything in this process follows it: read once. */
  readonly log: SharedLogReader;
  private readonly handlers = new Map<string, AnyHandler>();
  private readonly views: MemoryView<object>[] = [];
  private readonly policies: {
    policy: Policy<Event, unknown>;
    viewOf: (commits: readonly RecordedCommit[]) => Promise<unknown>;
  }[] = [];
  private runners: PolicyRunner<unknown>[] = [];
  private readonly rush = new Rush();
  private readonly logger = new Logger('registry');
  private stopped = false;
  private started = false;
  private starting: Promise<void> = Promise.resolve();

  constructor(
    @Inject(CONTEXT_NAME) private readonly context: string,
    @Inject(EVENT_STORE) private readonly store: JetStreamEventStore,
    @Inject(DATABASE) private readonly db: Db,
  ) {
    const onError = (name: string, error: unknown) =>
      this.logger.warn({ projection: name, retried: (error as Error).message });
    this.log = new SharedLogReader(store, () => this.subjects);
    this.host = new ProjectionHost({ db, log: this.log, onError, giveWay: () => this.rush.over() });
    this.host.add(attentionProjection(context) as unknown as Projection);
    this.addAggregate(attentionDecider(context));
  }

  /** Whether projections and policies are at work. */
  get isReady(): boolean {
    return this.started;
  }

  get policyRunners(): readonly PolicyRunner<unknown>[] {
    return this.runners;
  }

  handler(aggregate: string): AnyHandler | undefined {
    return this.handlers.get(aggregate);
  }

  addAggregate<S, C extends Command, E extends Event>(decider: Decider<S, C, E>): AggregateHandler<S, C, E> {
    const handler = new AggregateHandler(this.store, decider);
    this.handlers.set(decider.aggregate, handler);
    return handler;
  }

  addProjection<Doc extends object, E extends Event>(projection: Projection<Doc, E>): ProjectionView<Doc> {
    this.host.add(projection as unknown as Projection);
    return new ProjectionView<Doc>(this.host, projection.name);
  }

  addMemoryView<Doc extends object, E extends Event>(projection: Projection<Doc, E>): MemoryView<Doc> {
    const view = new MemoryView<Doc>(this.log, projection as unknown as Projection<Doc>);
    this.views.push(view);
    return view;
  }

  addPolicy<E extends Event, View>(
    policy: Policy<E, View>,
    viewOf: (commits: readonly RecordedCommit[]) => Promise<View>,
  ): Policy<E, View> {
    this.policies.push({ policy: policy as unknown as Policy<Event, unknown>, viewOf });
    return policy;
  }

  onApplicationBootstrap(): void {
    for (const view of this.views) view.start();
    this.starting = this.start();
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    await this.starting;
    // The log lets go of its readers, also of those who wait for it to begin.
    await Promise.all([...this.runners, ...this.views, this.host, this.log].map((one) => one.stop()));
  }

  /** A database that is away at the start delays the projections, not the commands. */
  private async start(): Promise<void> {
    await this.insist(() => this.log.start());
    await this.insist(() => this.host.start());
    if (this.stopped) return;
    const { context, db, log, rush, host: projections, handlers } = this;
    const onError = (policy: string, error: unknown) =>
      this.logger.warn({ policy, retried: (error as Error).message });
    this.runners = this.policies.map(
      ({ policy, viewOf }) =>
        new PolicyRunner(policy, viewOf, { context, db, log, projections, handlers, onError, rush }),
    );
    for (const runner of this.runners) runner.start();
    this.started = true;
  }

  /** Filters of everything that is followed in this process. */
  private get subjects(): string[] {
    const ofPolicies = this.policies.flatMap(({ policy }) => [...policy.subjects]);
    const ofViews = this.views.flatMap((view) => [...view.subjects]);
    return unionOfFilters([...this.host.subjects, ...ofViews, ...ofPolicies]);
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
