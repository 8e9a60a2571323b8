import type { Posting } from '@oce/contracts';
import {
  DomainError,
  type AggregateRef,
  type Command,
  type Event,
  type RecordedCommit,
} from '@oce/event-sourcing';
import { AggregateHandler, matchesSubject, MemoryEventStore, subjectOf } from '@oce/event-store';
import {
  attentionAggregate,
  policyCommandId,
  type AnyHandler,
  type Policy,
  type Reaction,
} from '@oce/policies';
import { foldDocument, touches, type Projection, type Stored } from '@oce/projections';
import { accountAggregate } from '../src/account/domain/account';
import { postAdvanceOnGradingPolicy } from '../src/account/reactions/when-delivery-graded-then-post-advance';
import {
  closedShares,
  postFinalSharesPolicy,
} from '../src/account/reactions/when-pool-closed-then-post-final-shares';
import { followTransfersPolicy } from '../src/account/reactions/when-transfer-changes-then-move-payout';
import { accountsProjection, type AccountDocument } from '../src/account/reads/accounts';
import { bankDetailsAggregate } from '../src/bank-details/domain/bank-details';
import { poolAggregate } from '../src/pool/domain/pool';
import type { PoolEvent } from '../src/pool/domain/pool.events';
import { closePool } from '../src/pool/http/close-pool';
import { poolProceedsPolicy } from '../src/pool/reactions/when-proceeds-received-then-pool';
import { lotKindsProjection, type LotKindDocument } from '../src/pool/reads/lot-kinds';
import { poolMembersProjection, type PoolMemberDocument } from '../src/pool/reads/pool-members';
import { poolsProjection, type PoolDocument } from '../src/pool/reads/pools';
import { claimAggregate } from '../src/reservation/domain/reservation';
import { scheduleAggregate } from '../src/schedule/domain/schedule';
import { schedulesProjection, type ScheduleDocument } from '../src/schedule/reads/schedules';
import { transferBatchAggregate } from '../src/transfer-batch/domain/transfer-batch';

const PROJECTIONS = [
  accountsProjection,
  lotKindsProjection,
  poolMembersProjection,
  poolsProjection,
  schedulesProjection,
] as unknown as Projection[];

/** The whole context without servers: the log in memory, projections folded, policies run until nothing follows. */
export class OfficeInMemory {
  readonly log: RecordedCommit[] = [];
  private readonly store = new MemoryEventStore();
  private readonly handlers = new Map<string, AnyHandler>();
  private readonly documents = new Map<string, Map<string, Stored<object>>>();
  private commands = 0;
  private attempts = 0;
  private reactedTo = 0;

  constructor() {
    for (const decider of [
      accountAggregate,
      poolAggregate,
      scheduleAggregate,
      claimAggregate,
      bankDetailsAggregate,
      transferBatchAggregate,
      attentionAggregate('payments'),
    ] as never[]) {
      const handler = new AggregateHandler(this.store, decider) as AnyHandler;
      this.handlers.set(handler.decider.aggregate, handler);
    }
    for (const { name } of PROJECTIONS) this.documents.set(name, new Map());
  }

  documentsOf<Doc extends object>(projection: { name: string }): Stored<Doc>[] {
    return [...(this.documents.get(projection.name)?.values() ?? [])] as Stored<Doc>[];
  }

  accountOf(producerCode: string): AccountDocument | undefined {
    return this.documents.get('accounts')?.get(producerCode) as AccountDocument | undefined;
  }

  events(): Event[] {
    return this.log.flatMap((commit) => commit.events);
  }

  /** What clerks would see: reasons in order. */
  attention(): string[] {
    return this.events().flatMap((event) =>
      event.type === 'AttentionRaised' ? [(event.data as { reason: string }).reason] : [],
    );
  }

  /** Balances over the whole log. */
  balances(): Map<string, number> {
    const sums = new Map<string, number>();
    for (const { data } of this.events())
      for (const { account, amountCentimes } of (data as { postings?: Posting[] }).postings ?? [])
        sums.set(account, (sums.get(account) ?? 0) + amountCentimes);
    return sums;
  }

  /** Events of another context. */
  async hear(context: string, aggregate: string, id: string, ...events: object[]): Promise<void> {
    const ref: AggregateRef = { context, aggregate, id };
    const past = await this.store.load(ref);
    const number = ++this.commands;
    await this.store.append(ref, past.at(-1)?.position ?? 0, {
      commitId: `heard-${number}`,
      commandId: `heard-${number}`,
      commandHash: '',
      actor: 'other',
      at: '2026-10-01T08:00:00.000Z',
      correlationId: 'c',
      version: past.length + 1,
      events: events as Event[],
    });
  }

  /** A command from outside; refusals are thrown. */
  async send(aggregate: string, id: string, type: string, data: object, actor = 'staff:amal', extra = {}) {
    const command = { type, data, meta: this.meta(`cmd-${++this.commands}`, actor), ...extra };
    return this.handler(aggregate).handle(id, command);
  }

  /** The same request once more, under a new command id, as a clerk would who is not sure; refusals write nothing. */
  async repeat(...call: Parameters<OfficeInMemory['send']>): Promise<void> {
    await this.send(...call).catch((error: unknown) => {
      if (!(error instanceof DomainError)) throw error;
    });
  }

  /** Lets projections and policies follow until nothing more comes. */
  async settle(): Promise<void> {
    for (;;) {
      await this.project();
      const batch = this.log.slice(this.reactedTo);
      if (batch.length === 0) return;
      this.reactedTo = this.log.length;
      await this.react(batch);
    }
  }

  /** Runs every policy over the whole log again, as after the loss of all checkpoints. */
  async reactAgain(): Promise<void> {
    await this.react([...this.log]);
    await this.project();
  }

  close(poolId: string, newAttempt = () => `attempt-${++this.attempts}`) {
    const census = {
      take: async () => {
        await this.project();
        const kinds = this.documentsOf<LotKindDocument>(lotKindsProjection);
        const traceable = kinds.filter((one) => one.kind === 'traceable').map((one) => one.lotId);
        const pool = this.documents.get('pools')?.get(poolId) as PoolDocument | undefined;
        const documents = this.documentsOf<PoolMemberDocument>(poolMembersProjection).filter(
          (one) => one.campaignId === pool?.campaignId && pool.grades.includes(one.grade),
        );
        return { position: this.log.length, documents, traceableLots: new Set(traceable) };
      },
    };
    const pools = this.handler('pool') as Parameters<typeof closePool>[0]['pools'];
    const meta = this.meta(`cmd-${++this.commands}`, 'staff:amal');
    return closePool({ pools, census, newAttempt }, poolId, '2026-12-21', meta);
  }

  private async project(): Promise<void> {
    const { value } = await this.store
      .read({ subjects: ['evt.>'], after: this.log.length, stopWhenCaughtUp: true, maxBatch: 100_000 })
      [Symbol.asyncIterator]()
      .next();
    const commits = (value as { commits: RecordedCommit[] } | undefined)?.commits ?? [];
    this.log.push(...commits);
    for (const projection of PROJECTIONS) {
      const documents = this.documents.get(projection.name) as Map<string, Stored<object>>;
      const mine = commits.filter(({ ref }) =>
        projection.subjects.some((filter) => matchesSubject(filter, subjectOf(ref))),
      );
      for (const [key, list] of touches(projection, mine)) {
        const change = foldDocument(projection, key, documents.get(key), list);
        if (change?.after) documents.set(key, change.after);
      }
    }
  }

  private async react(batch: readonly RecordedCommit[]): Promise<void> {
    const schedules = this.documentsOf<ScheduleDocument>(schedulesProjection);
    const pools = this.documentsOf<PoolDocument>(poolsProjection);
    const closed = pools.filter((pool) => pool.status === 'closed');
    await this.run(postAdvanceOnGradingPolicy, { schedules, closed }, batch);
    await this.run(poolProceedsPolicy, pools, batch);
    const shares = new Map(
      await Promise.all(closed.map(async ({ poolId }) => [poolId, await this.sharesOf(poolId)] as const)),
    );
    await this.run(postFinalSharesPolicy, { schedules, shares }, batch);
    await this.run(followTransfersPolicy, undefined, batch);
  }

  private async sharesOf(poolId: string) {
    const commits = await this.store.load<PoolEvent>({ context: 'payments', aggregate: 'pool', id: poolId });
    return closedShares(commits.flatMap((commit) => commit.events));
  }

  private async run<View>(policy: unknown, view: View, batch: readonly RecordedCommit[]): Promise<void> {
    const { name, subjects, react } = policy as Policy<Event, View>;
    for (const commit of batch) {
      if (!subjects.some((filter) => matchesSubject(filter, subjectOf(commit.ref)))) continue;
      const reactions = commit.events.flatMap((event) => react(event, commit, view));
      for (const [number, reaction] of reactions.entries())
        await this.dispatch(name, reaction, commit, policyCommandId(name, commit.commitId, number));
    }
  }

  private async dispatch(policy: string, reaction: Reaction, commit: RecordedCommit, commandId: string) {
    const meta = { ...this.meta(commandId, `policy:${policy}`), now: commit.at };
    const { aggregate, id, type, data } = reaction;
    try {
      await this.handler(aggregate).handle(id, { type, data, meta });
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      const matter = {
        policy,
        reason: error.slug,
        detail: error.message,
        reaction,
        subject: subjectOf(commit.ref),
        position: commit.position,
      };
      const raise: Command = { type: 'RaiseAttention', data: matter, meta };
      await this.handler('attention').handle(commandId, raise);
    }
  }

  private handler(aggregate: string): AnyHandler {
    const handler = this.handlers.get(aggregate);
    if (!handler) throw new Error(`no aggregate ${aggregate}`);
    return handler;
  }

  private meta(commandId: string, actor: string) {
    return { commandId, actor, now: '2026-12-21T10:00:00.000Z', correlationId: 'c' };
  }
}
