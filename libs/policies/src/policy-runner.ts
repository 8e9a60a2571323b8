import type { Event, RecordedCommit } from '@oce/event-sourcing';
import type { LogReader } from '@oce/event-store';
import type { ProjectionHost } from '@oce/projections';
import type { Collection, Db } from 'mongodb';
import { setTimeout as sleep } from 'node:timers/promises';
import { Dispatch, type AnyHandler } from './dispatch';
import type { Policy } from './policy';
import { Rush } from './rush';

export interface RunnerOptions {
  readonly context: string;
  readonly db: Db;
  readonly log: LogReader;
  readonly projections: Pick<ProjectionHost, 'waitFor'>;
  /** The context's aggregates by name, the attention list among them. */
  readonly handlers: ReadonlyMap<string, AnyHandler>;
  readonly onError?: (policy: string, error: unknown) => void;
  /** Told of commands by the thousand; one for all policies of a process. */
  readonly rush?: Rush;
}

interface PolicyCheckpoint {
  readonly _id: string;
  readonly position: number;
}

const FIRST_BACKOFF_MS = 50;
const LONGEST_BACKOFF_MS = 10_000;
const BATCH = 500;
const SAVE_EVERY_MS = 500;

/** Runs one policy: in order, at least once, idempotent by its command ids. */
export class PolicyRunner<View = undefined> {
  private readonly stopping = new AbortController();
  private running: Promise<void> = Promise.resolve();
  private at = 0;
  private behind = 0;
  private held: string | undefined;
  private saved = 0;
  private savedAt = 0;
  private readonly dispatch: Dispatch<View>;

  constructor(
    private readonly policy: Policy<Event, View>,
    private readonly viewOf: (commits: readonly RecordedCommit[]) => Promise<View>,
    private readonly options: RunnerOptions,
  ) {
    this.dispatch = new Dispatch(policy, options.handlers, options.log, options.rush ?? new Rush());
  }

  get subjects(): readonly string[] {
    return this.policy.subjects;
  }

  start(): void {
    this.running = this.follow();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  status(): { name: string; position: number; pending: number; heldBy: string | undefined } {
    return { name: this.policy.name, position: this.at, pending: this.behind, heldBy: this.held };
  }

  private async follow(): Promise<void> {
    const { signal } = this.stopping;
    await this.insist(async () => {
      this.at = (await this.checkpoints.findOne({ _id: this.policy.name }))?.position ?? 0;
    });
    if (signal.aborted) return;
    const { subjects } = this.policy;
    for await (const batch of this.options.log.read({ subjects, after: this.at, maxBatch: BATCH, signal })) {
      this.behind = batch.pending + batch.commits.length;
      await this.insist(() => this.handleBatch(batch.commits));
      if (signal.aborted) break;
      this.at = batch.commits[batch.commits.length - 1]?.position ?? this.at;
      this.behind = batch.pending;
      if (performance.now() - this.savedAt > SAVE_EVERY_MS) await this.insist(() => this.save());
    }
    await this.save().catch((error: unknown) => this.options.onError?.(this.policy.name, error));
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

  private async handleBatch(commits: readonly RecordedCommit[]): Promise<void> {
    const last = commits[commits.length - 1]?.position ?? 0;
    for (const name of this.policy.after ?? []) await this.options.projections.waitFor(name, last, 30_000);
    await this.dispatch.all(commits, await this.viewOf(commits));
  }

  /** A technical failure is tried again for ever and holds the order; nothing is dropped. */
  private async insist(work: () => Promise<void>): Promise<void> {
    const { signal } = this.stopping;
    for (
      let backoff = FIRST_BACKOFF_MS;
      !signal.aborted;
      backoff = Math.min(backoff * 2, LONGEST_BACKOFF_MS)
    ) {
      try {
        await work();
        this.held = undefined;
        return;
      } catch (error) {
        this.held = (error as Error).message;
        this.options.onError?.(this.policy.name, error);
        await sleep(backoff, undefined, { signal }).catch(() => undefined);
      }
    }
  }
}
