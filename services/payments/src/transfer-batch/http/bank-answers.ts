import { Inject, Injectable } from '@nestjs/common';
import {
  BankFileError,
  readBankAnswer,
  type BankAnswer,
  type BankOutcome,
  type OutcomeGroup,
} from '@oce/bank-files';
import { invalid, type CommandMeta } from '@oce/event-sourcing';
import type { HandlerOf, LogReader, Outcome } from '@oce/event-store';
import { addDays, businessDate } from '@oce/quantities';
import {
  EVENT_STORE,
  InjectAggregate,
  InjectProjection,
  problem,
  ProblemError,
  ProjectionView,
} from '@oce/service-kit';
import { expandOutcomes, type Expanded } from '../domain/expand-outcomes';
import {
  batchNamedBy,
  inCommits,
  provenByTotal,
  Strangers,
  type KnownTransfer,
  type Placed,
} from '../domain/place-outcomes';
import { preparedOf, refuseUnissued, transferBatchAggregate } from '../domain/transfer-batch';
import type { TransferBatchEvent } from '../domain/transfer-batch.events';
import { transfersProjection, type TransferDocument } from '../reads/transfers';
import { AnswerReport, type WhatItBecame } from './answer-report';

/** A booking lies so many days back at most, and so many ahead: banks date over holidays, and send old notices again. */
const DAYS_BACK = 3_653;
const DAYS_AHEAD = 400;
/** Ids are looked up together. */
const LOOKED_UP_AT_ONCE = 500;
/** What an answer says of our own transfers is held until it has been read to its end; a campaign has 16,800. */
const MOST_OF_OURS = 100_000;

/** An answer read to its end, with what it says of each batch. */
interface ReadAnswer {
  readonly answer: BankAnswer;
  readonly placed: Placed;
  readonly strangers: Strangers;
}

/** Reads answers of the bank as they come in, and records what they say at each batch that they speak of. */
@Injectable()
export class BankAnswers {
  constructor(
    @Inject(EVENT_STORE) private readonly log: Pick<LogReader, 'lastPosition'>,
    @InjectAggregate(transferBatchAggregate)
    private readonly batches: HandlerOf<typeof transferBatchAggregate>,
    @InjectProjection(transfersProjection) private readonly transfers: ProjectionView<TransferDocument>,
  ) {}

  /**
   * Reads a file chunk by chunk and finds the batch of all that it says. Nothing is written: its end may be broken.
   *
   * @throws DomainError `batch_unknown`, `file_not_issued`, and the slugs of BankFileError
   * @throws ProblemError 413 `too_large`
   */
  async read(batchId: string, body: AsyncIterable<Uint8Array> | string, at: string): Promise<ReadAnswer> {
    const { state } = await this.batches.load(batchId);
    preparedOf(state);
    refuseUnissued(state);
    await this.transfers.at(await this.log.lastPosition());
    const today = businessDate(at);
    const bounds = { earliest: addDays(today, -DAYS_BACK), latest: addDays(today, DAYS_AHEAD) };
    const placing = new Placing(
      (ids) => this.lookUp(ids),
      (id) => this.isBatch(id),
    );
    try {
      const answer = await readBankAnswer(body, { bounds }, (group) => placing.take(group));
      await placing.finish();
      return { answer, placed: placing.placed, strangers: placing.strangers };
    } catch (error) {
      if (!(error instanceof BankFileError)) throw error;
      const { slug, path, message } = error;
      if (slug === 'too_large') throw new ProblemError(problem(413, slug, message));
      throw invalid(slug, path === '' ? message : `${path}: ${message}`);
    }
  }

  /** Records it, in commits of bounded size; what belongs to no batch of ours is asked about at the batch named. */
  async record(
    batchId: string,
    { answer, placed, strangers }: ReadAnswer,
    metaOf: (part: string) => Promise<CommandMeta>,
  ): Promise<{ outcome: Outcome; became: WhatItBecame }> {
    const report = new AnswerReport(answer, strangers);
    const others = [...placed.keys()].filter((id) => id !== batchId);
    const outcomes: Outcome[] = [];
    for (const id of [batchId, ...others]) {
      const { state } = await this.batches.load(id);
      const said = expandOutcomes(answer, placed.get(id) ?? [], state);
      const questions = [...said.questions, ...(id === batchId ? strangers.questions(answer.sha256) : [])];
      for (const [part, one] of partsOf({ ...said, questions }).entries()) {
        const meta = await metaOf(`${id} ${part}`);
        const data = { sha256: answer.sha256, part };
        const facts = { answer: { kind: answer.kind, messageId: answer.messageId }, said: one };
        const outcome = await this.batches.handle(id, { type: 'RecordBankAnswer', data, facts, meta });
        outcomes.push(outcome);
        report.add(id, one, outcome.events as readonly TransferBatchEvent[]);
      }
    }
    return { outcome: togetherOf(outcomes), became: report.answer() };
  }

  private async lookUp(endToEndIds: readonly string[]): Promise<Map<string, KnownTransfer>> {
    const found = await this.transfers.all({ endToEndId: { $in: [...endToEndIds] } });
    return new Map(
      found.map(({ endToEndId, batchId, amountCentimes }) => [endToEndId, { batchId, amountCentimes }]),
    );
  }

  private async isBatch(batchId: string): Promise<boolean> {
    if (!/^[A-Za-z0-9-]{1,28}$/u.test(batchId)) return false;
    return (await this.batches.load(batchId)).state.prepared !== null;
  }
}

/** Finds the batch of each outcome, looking up many at once. */
class Placing {
  readonly placed: Placed = new Map();
  readonly strangers = new Strangers();
  private readonly isKnownBatch = new Map<string, Promise<boolean>>();
  private groups: OutcomeGroup[] = [];
  private waiting = 0;
  private ours = 0;

  constructor(
    private readonly lookUp: (endToEndIds: readonly string[]) => Promise<Map<string, KnownTransfer>>,
    private readonly isBatch: (batchId: string) => Promise<boolean>,
  ) {}

  async take(group: OutcomeGroup): Promise<void> {
    this.groups.push(group);
    this.waiting += group.outcomes.length;
    if (this.waiting >= LOOKED_UP_AT_ONCE) await this.finish();
  }

  async finish(): Promise<void> {
    const groups = this.groups;
    this.groups = [];
    this.waiting = 0;
    const ids = new Set(
      groups.flatMap(({ outcomes }) => outcomes.flatMap(({ endToEndId }) => endToEndId ?? [])),
    );
    const all = [...ids];
    const known = new Map<string, KnownTransfer>();
    for (let at = 0; at < all.length; at += LOOKED_UP_AT_ONCE)
      for (const [id, transfer] of await this.lookUp(all.slice(at, at + LOOKED_UP_AT_ONCE)))
        known.set(id, transfer);
    for (const group of groups)
      for (const outcome of provenByTotal(group, known)) await this.place(outcome, known);
  }

  private async place(outcome: BankOutcome, known: ReadonlyMap<string, KnownTransfer>): Promise<void> {
    const { level, endToEndId } = outcome;
    const own =
      level === 'transaction' && endToEndId !== undefined ? known.get(endToEndId)?.batchId : undefined;
    const batchId = own ?? (await this.named(outcome));
    if (batchId === undefined) {
      this.strangers.add(outcome);
      return;
    }
    this.ours += 1;
    if (this.ours > MOST_OF_OURS)
      throw new BankFileError(
        'too_large',
        '',
        `the file speaks of more than ${MOST_OF_OURS} transfers of ours`,
      );
    const outcomes = this.placed.get(batchId);
    if (outcomes === undefined) this.placed.set(batchId, [outcome]);
    else outcomes.push(outcome);
  }

  private async named(outcome: BankOutcome): Promise<string | undefined> {
    const batchId = batchNamedBy(outcome);
    if (batchId === undefined) return undefined;
    const known = this.isKnownBatch.get(batchId) ?? this.isBatch(batchId);
    this.isKnownBatch.set(batchId, known);
    return (await known) ? batchId : undefined;
  }
}

/** What is said of one batch, in parts that each fit a commit; at least one, so that a repeat is known by it. */
function partsOf({ told, ofFile, questions }: Expanded): Expanded[] {
  const none = { told: [], ofFile: [], questions: [] };
  const parts: Expanded[] = [
    ...inCommits(told, (one) => one.outcomes.length).map((part) => ({ ...none, told: part })),
    ...inCommits(ofFile, () => 1).map((part) => ({ ...none, ofFile: part })),
    ...inCommits(questions, () => 1).map((part) => ({ ...none, questions: part })),
  ];
  return parts.length === 0 ? [none] : parts;
}

/** Several outcomes as one: the position of the last commit, and all events. */
function togetherOf(outcomes: readonly Outcome[]): Outcome {
  const [first] = outcomes;
  if (first === undefined) throw new Error('an answer is recorded somewhere');
  const own = outcomes.filter((one) => one.version > 0);
  return {
    stream: first.stream,
    version: first.version,
    position: Math.max(...own.map((one) => one.position), first.position),
    commitId: outcomes.find((one) => one.commitId !== '')?.commitId ?? '',
    events: outcomes.flatMap((one) => [...one.events]),
    repeated: outcomes.every((one) => one.repeated),
  };
}
