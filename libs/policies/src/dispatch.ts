import { DomainError, type Command, type Event, type RecordedCommit } from '@oce/event-sourcing';
import {
  CommitTooLarge,
  CONCURRENT_CHANGES,
  compileFilters,
  InvalidAggregateId,
  type Loaded,
  type LogReader,
  type Outcome,
  UnreadableCommit,
  UnsoundCommit,
  type SubjectFilter,
} from '@oce/event-store';
import { CannotFollow, onCommit } from '@oce/projections';
import type { Matters, RaiseAttention } from './attention';
import { policyCommandId, policyMeta, type Policy, type Reaction } from './policy';
import type { BulkWork } from './bulk-work';

/** Any aggregate's handler; commands are typed where they are made. */
export interface AnyHandler {
  readonly aggregate: { readonly context: string; readonly aggregate: string };
  handle(id: string, command: Command): Promise<Outcome>;
  load(id: string): Promise<Loaded<unknown>>;
  /** The aggregate's commits, oldest first. */
  history(id: string): Promise<RecordedCommit[]>;
  /** Whether memory knows that the command was accepted before. */
  isKnownDone?(id: string, commandId: string): boolean;
  /** Brings many aggregates into memory, where it can. */
  warm?(ids: readonly string[], log: LogReader): Promise<void>;
}

interface Job {
  readonly reaction: Reaction;
  readonly commit: RecordedCommit;
  readonly commandId: string;
}

/** Aggregates served at the same time; the commands of one stay in order. */
const LANES = 256;

/** Sends what a policy's events lead to: each aggregate's commands in order, aggregates side by side. */
export class Dispatch<View> {
  private readonly concerns: SubjectFilter;

  constructor(
    private readonly policy: Policy<Event, View>,
    private readonly handlers: ReadonlyMap<string, AnyHandler>,
    private readonly log: LogReader,
    private readonly bulkWork: BulkWork,
    private readonly matters: Matters,
  ) {
    this.concerns = compileFilters(policy.source.subjects);
  }

  /**
   * Sends all of a batch; safe to be given it again. Throws where a technical failure stands against a part of it, and
   * CannotFollow for the first commit whose commands come to the same failure however often they are sent.
   */
  async all(commits: readonly RecordedCommit[], view: View): Promise<void> {
    const waiting = this.lanesOf(commits, view);
    await this.bulkWork.track(waiting.length, this.send(waiting));
  }

  private async send(waiting: Job[][]): Promise<void> {
    await this.warm(waiting);
    const worker = async () => {
      for (let lane = waiting.pop(); lane !== undefined; lane = waiting.pop()) {
        for (const job of lane) await this.oneOrStop(job);
      }
    };
    // All lanes come to rest before the batch is tried again, so that no two tries cross.
    const workers = Array.from({ length: Math.min(LANES, waiting.length) }, worker);
    const failures: unknown[] = (await Promise.allSettled(workers)).flatMap((one) =>
      one.status === 'rejected' ? [one.reason] : [],
    );
    if (failures.length === 0) return;
    // What may go well next time is tried again first: only then is it known where the first stop is.
    const stops = failures.filter((one) => one instanceof CannotFollow);
    if (stops.length < failures.length) throw failures.find((one) => !(one instanceof CannotFollow));
    throw stops.reduce((first, one) => (one.position < first.position ? one : first));
  }

  /** One event may lead to a command on each of thousands of aggregates: they are not loaded one by one. */
  private async warm(lanes: readonly Job[][]): Promise<void> {
    const byAggregate = new Map<string, string[]>();
    for (const [job] of lanes) {
      if (!job) continue;
      const { aggregate, id } = job.reaction;
      const ids = byAggregate.get(aggregate);
      if (ids) ids.push(id);
      else byAggregate.set(aggregate, [id]);
    }
    for (const [aggregate, ids] of byAggregate) await this.handlers.get(aggregate)?.warm?.(ids, this.log);
  }

  private lanesOf(commits: readonly RecordedCommit[], view: View): Job[][] {
    const lanes = new Map<string, Job[]>();
    for (const commit of commits) {
      for (const job of this.jobsOf(commit, view)) {
        const lane = `${job.reaction.aggregate} ${job.reaction.id}`;
        const jobs = lanes.get(lane);
        if (jobs) jobs.push(job);
        else lanes.set(lane, [job]);
      }
    }
    return [...lanes.values()];
  }

  private jobsOf(commit: RecordedCommit, view: View): Job[] {
    if (!this.concerns(commit.ref)) return [];
    const { source } = this.policy;
    const reactions = onCommit(commit, () =>
      commit.events
        .filter((event) => source.takes(event, commit.ref))
        .flatMap((event) => this.policy.react(event, commit, view)),
    );
    return reactions.map((reaction, number) => ({
      reaction,
      commit,
      commandId: policyCommandId(this.policy.name, commit.commitId, number),
    }));
  }

  private async oneOrStop(job: Job): Promise<void> {
    try {
      await this.one(job);
    } catch (error) {
      if (isForGood(error)) throw new CannotFollow(job.commit, (error as Error).message);
      throw error;
    }
  }

  /** What a clerk was asked about is not sent again: they have had it done, have dismissed it, or will say. */
  private async one(job: Job): Promise<void> {
    if (this.matters.has(job.commandId)) return;
    const { aggregate, id, type, data } = job.reaction;
    try {
      await this.once(aggregate, id, this.command(job, type, data));
    } catch (error) {
      // Others who kept coming first are no refusal: it is tried again.
      if (!(error instanceof DomainError) || error.slug === CONCURRENT_CHANGES) throw error;
      await this.once(
        'attention',
        job.commandId,
        this.command(job, 'RaiseAttention', this.matter(job, error)),
      );
    }
  }

  /** Met again after a crash, what a commit leads to may read otherwise, as the world has moved on: the first stands. */
  private async once(aggregate: string, id: string, command: Command): Promise<void> {
    const handler = this.handlerOf(aggregate);
    // What a policy begins anew was done long ago, by the thousand: its first outcome interests nobody.
    if (handler.isKnownDone?.(id, command.meta.commandId)) return;
    try {
      await handler.handle(id, command);
    } catch (error) {
      if (!(error instanceof DomainError && error.slug === 'command_id_reused')) throw error;
    }
  }

  private matter({ reaction, commit }: Job, refusal: DomainError): RaiseAttention['data'] {
    const { slug: reason, message: detail } = refusal;
    const { position, ref } = commit;
    const subject = `evt.${ref.context}.${ref.aggregate}.${ref.id}`;
    return { policy: this.policy.name, reason, detail, subject, position, reaction };
  }

  private command({ commit, commandId }: Job, type: string, data: object): Command {
    return { type, data, meta: policyMeta(this.policy.name, commandId, commit) };
  }

  private handlerOf(aggregate: string): AnyHandler {
    const handler = this.handlers.get(aggregate);
    if (!handler) throw new Error(`${this.policy.name}: this context has no aggregate ${aggregate}`);
    return handler;
  }
}

/** Whether a command fails for good: its aggregate is unreadable or misnamed, its outcome unsound, or a rule stumbles. */
const isForGood = (error: unknown): boolean =>
  error instanceof InvalidAggregateId ||
  error instanceof UnreadableCommit ||
  error instanceof UnsoundCommit ||
  error instanceof CommitTooLarge ||
  error instanceof TypeError ||
  error instanceof RangeError;
