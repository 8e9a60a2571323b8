import { DomainError, type Command, type RecordedCommit } from '@oce/event-sourcing';
import {
  compileFilters,
  subjectOf,
  type AggregateHandler,
  type LogReader,
  type SubjectFilter,
} from '@oce/event-store';
import type { ProjectionHost } from '@oce/projections';
import type { Collection, Db } from 'mongodb';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RaiseAttention } from './attention';
import { policyCommandId, type Policy, type Reaction } from './policy';

/** Any aggregate's handler; commands are typed where they are made. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- variance: a map of handlers of different aggregates
export type AnyHandler = AggregateHandler<any, any, any>;

export interface RunnerOptions {
  readonly context: string;
  readonly db: Db;
  readonly log: LogReader;
  readonly projections: Pick<ProjectionHost, 'waitFor'>;
  /** The context's aggregates by name, the attention list among them. */
  readonly handlers: ReadonlyMap<string, AnyHandler>;
  readonly onError?: (policy: string, error: unknown) => void;
}

interface PolicyCheckpoint {
  readonly _id: string;
  readonly position: number;
}

interface Job {
  readonly reaction: Reaction;
  readonly commit: RecordedCommit;
  readonly commandId: string;
}

const FIRST_BACKOFF_MS = 50;
const LONGEST_BACKOFF_MS = 10_000;
const BATCH = 500;
const SAVE_EVERY_MS = 500;
/** Aggregates served at the same time; the commands of one stay in order. */
const LANES = 256;

/** Runs one policy: in order, at least once, idempotent by its command ids. */
export class PolicyRunner<View = undefined> {
  private readonly stopping = new AbortController();
  private running: Promise<void> = Promise.resolve();
  private at = 0;
  private behind = 0;
  private held: string | undefined;
  private saved = 0;
  private savedAt = 0;
  private readonly concerns: SubjectFilter;

  constructor(
    // eslint-disable-next-line @typescript-eslint/no-explicit-any -- the policy narrows its events itself
    private readonly policy: Policy<any, View>,
    private readonly viewOf: (commits: readonly RecordedCommit[]) => Promise<View>,
    private readonly options: RunnerOptions,
  ) {
    this.concerns = compileFilters(policy.subjects);
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
    const view = await this.viewOf(commits);
    const lanes = new Map<string, Job[]>();
    for (const commit of commits) {
      for (const job of this.jobsOf(commit, view)) {
        const lane = `${job.reaction.aggregate} ${job.reaction.id}`;
        const jobs = lanes.get(lane);
        if (jobs) jobs.push(job);
        else lanes.set(lane, [job]);
      }
    }
    const waiting = [...lanes.values()];
    const worker = async () => {
      for (let lane = waiting.pop(); lane !== undefined; lane = waiting.pop()) {
        for (const job of lane) await this.dispatch(job);
      }
    };
    await Promise.all(Array.from({ length: Math.min(LANES, waiting.length) }, worker));
  }

  private jobsOf(commit: RecordedCommit, view: View): Job[] {
    if (!this.concerns(commit.ref)) return [];
    const reactions = commit.events.flatMap((event) => this.policy.react(event, commit, view));
    return reactions.map((reaction, number) => ({
      reaction,
      commit,
      commandId: policyCommandId(this.policy.name, commit.commitId, number),
    }));
  }

  private async dispatch(job: Job): Promise<void> {
    const { reaction, commit } = job;
    try {
      await this.handlerOf(reaction.aggregate).handle(
        reaction.id,
        this.command(job, reaction.type, reaction.data),
      );
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      const matter: RaiseAttention['data'] = {
        policy: this.policy.name,
        reason: error.slug,
        detail: error.message,
        subject: subjectOf(commit.ref),
        position: commit.position,
        reaction,
      };
      await this.handlerOf('attention').handle(job.commandId, this.command(job, 'RaiseAttention', matter));
    }
  }

  private command(job: Job, type: string, data: object): Command {
    const { commit, commandId } = job;
    return {
      type,
      data,
      meta: {
        commandId,
        actor: `policy:${this.policy.name}`,
        now: commit.at,
        correlationId: commit.correlationId,
        causationId: commit.commitId,
      },
    };
  }

  private handlerOf(aggregate: string): AnyHandler {
    const handler = this.options.handlers.get(aggregate);
    if (!handler) throw new Error(`${this.policy.name}: this context has no aggregate ${aggregate}`);
    return handler;
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
