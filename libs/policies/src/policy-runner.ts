import type { Event, RecordedCommit } from '@oce/event-sourcing';
import type { LogReader } from '@oce/event-store';
import {
  CannotFollow,
  Held,
  keepTrying,
  NO_SKIPS,
  NotThereYet,
  pause,
  tellSafely,
  type ProjectionHost,
  type Skips,
  type Stop,
} from '@oce/projections';
import type { Collection, Db } from 'mongodb';
import { NO_MATTERS, type Matters } from './attention';
import { Dispatch, type AnyHandler } from './dispatch';
import type { Policy } from './policy';
import { BulkWork } from './bulk-work';

export interface RunnerOptions {
  readonly context: string;
  readonly db: Db;
  readonly log: LogReader;
  readonly projections: Pick<ProjectionHost, 'waitFor'>;
  /** The context's aggregates by name, the attention list among them. */
  readonly handlers: ReadonlyMap<string, AnyHandler>;
  readonly onError?: (policy: string, error: unknown) => void;
  /** Keeps track of commands by the thousand; one for all policies of a process. */
  readonly bulkWork?: BulkWork;
  readonly skips?: Skips;
  /** What was put before a clerk, up to when the runner starts at least. */
  readonly matters?: Matters;
  readonly onStop?: (policy: string, stop: Stop) => void;
}

export interface PolicyStatus {
  readonly name: string;
  readonly position: number;
  readonly pending: number;
  readonly heldBy: string | undefined;
  readonly heldForMs: number;
  /** Where it stands still, until an operator decides; null while it follows. */
  readonly stopped: Stop | null;
}

interface PolicyCheckpoint {
  readonly _id: string;
  readonly position: number;
}

const FIRST_BACKOFF_MS = 50;
const LONGEST_BACKOFF_MS = 10_000;
const BATCH = 500;
const SAVE_EVERY_MS = 500;
const LOOK_AGAIN_MS = 500;

/** Runs one policy: in order, at least once, idempotent by its command ids. */
export class PolicyRunner<View = undefined> {
  private readonly stopping = new AbortController();
  private running: Promise<void> = Promise.resolve();
  private at = 0;
  private behind = 0;
  private readonly held = new Held();
  private stopped: Stop | undefined;
  private saved = 0;
  private savedAt = 0;
  private readonly dispatch: Dispatch<View>;

  constructor(
    private readonly policy: Policy<Event, View>,
    private readonly viewOf: (commits: readonly RecordedCommit[]) => Promise<View>,
    private readonly options: RunnerOptions,
  ) {
    const { handlers, log, bulkWork = new BulkWork(), matters = NO_MATTERS } = options;
    this.dispatch = new Dispatch(policy, handlers, log, bulkWork, matters);
  }

  get subjects(): readonly string[] {
    return this.policy.source.subjects;
  }

  start(): void {
    this.running = this.follow();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  status(): PolicyStatus {
    const { at: position, behind: pending, held, stopped = null } = this;
    const { reason: heldBy, forMs: heldForMs } = held;
    return { name: this.policy.name, position, pending, heldBy, heldForMs, stopped };
  }

  private async follow(): Promise<void> {
    const { signal } = this.stopping;
    await this.insist(async () => {
      this.at = (await this.checkpoints.findOne({ _id: this.policy.name }))?.position ?? 0;
    });
    // A reading that ends by a failure is begun again behind what has been dealt with.
    const failed = (error: unknown) => this.failed(error);
    await keepTrying(() => this.followOnce(), { signal, pauseMs: LOOK_AGAIN_MS, failed });
    await this.save().catch((error: unknown) => this.report(error));
  }

  private async followOnce(): Promise<void> {
    const { signal } = this.stopping;
    const { subjects } = this;
    for await (const batch of this.options.log.read({ subjects, after: this.at, maxBatch: BATCH, signal })) {
      this.behind = batch.pending + batch.commits.length;
      await this.handle(batch.commits);
      if (signal.aborted) break;
      this.at = batch.commits[batch.commits.length - 1]?.position ?? this.at;
      this.behind = batch.pending;
      if (performance.now() - this.savedAt > SAVE_EVERY_MS) await this.insist(() => this.save());
    }
  }

  /** A checkpoint may lag: commands that are sent again are answered as the first time. */
  private async save(): Promise<void> {
    if (this.at === this.saved) return;
    const { at } = this;
    await this.checkpoints.updateOne({ _id: this.policy.name }, { $max: { position: at } }, { upsert: true });
    this.saved = at;
    this.savedAt = performance.now();
  }

  private get checkpoints(): Collection<PolicyCheckpoint> {
    return this.options.db.collection('policy_checkpoints');
  }

  /** Deals with a batch; stands still at a commit that it cannot deal with until an operator passes it by. */
  private async handle(commits: readonly RecordedCommit[]): Promise<void> {
    const { skips = NO_SKIPS } = this.options;
    const { name } = this.policy;
    const { signal } = this.stopping;
    let left = commits;
    while (left.length > 0 && !signal.aborted) {
      const stop = await this.firstStop(left.filter(({ position }) => !skips.has(name, position)));
      if (stop === undefined) return;
      this.at = stop.position - 1;
      this.stopped = stop;
      tellSafely(
        () => this.options.onStop?.(name, stop),
        (error) => this.report(error),
      );
      await this.insist(() => this.save());
      while (!signal.aborted && !skips.has(name, stop.position)) await pause(LOOK_AGAIN_MS, signal);
      this.stopped = undefined;
      left = left.filter(({ position }) => position > stop.position);
    }
  }

  /** The first commit that cannot be dealt with, once everything before it has been. */
  private async firstStop(commits: readonly RecordedCommit[]): Promise<Stop | undefined> {
    let first: Stop | undefined;
    let left = commits;
    for (;;) {
      const found = await this.insist(() => this.upToStop(left));
      if (found === undefined) return this.stopping.signal.aborted ? undefined : first;
      first = found.stop;
      left = left.filter(({ position }) => position < found.position);
    }
  }

  private async upToStop(commits: readonly RecordedCommit[]): Promise<CannotFollow | undefined> {
    const last = commits[commits.length - 1]?.position;
    if (last === undefined) return undefined;
    try {
      for (const name of this.policy.after ?? []) await this.options.projections.waitFor(name, last, 30_000);
      await this.dispatch.all(commits, await this.viewOf(commits));
      return undefined;
    } catch (error) {
      if (error instanceof CannotFollow) return error;
      throw error;
    }
  }

  /** A technical failure is tried again for ever and holds the order; nothing is dropped. */
  private insist<T>(work: () => Promise<T>): Promise<T | undefined> {
    const { signal } = this.stopping;
    const whole = async () => {
      const result = await work();
      this.held.worked();
      return result;
    };
    const failed = (error: unknown) => this.failed(error);
    return keepTrying(whole, { signal, pauseMs: FIRST_BACKOFF_MS, longestMs: LONGEST_BACKOFF_MS, failed });
  }

  /** A projection that is on its way is waited for: whatever holds it is told of the projection. */
  private failed(error: unknown): void {
    if (!(error instanceof NotThereYet)) this.held.failed(error);
    this.report(error);
  }

  private report(error: unknown): void {
    tellSafely(() => this.options.onError?.(this.policy.name, error));
  }
}
