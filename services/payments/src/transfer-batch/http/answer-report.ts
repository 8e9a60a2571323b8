import type { BankAnswer, BankOutcome } from '@oce/bank-files';
import type { Expanded } from '../domain/expand-outcomes';
import type { Strangers } from '../domain/place-outcomes';
import type { TransferBatchEvent } from '../domain/transfer-batch.events';

/** What one word of the bank became. */
export interface Became {
  readonly path: string;
  readonly batchId: string;
  readonly endToEndId?: string;
  readonly became: 'changed' | 'recorded' | 'asked' | 'repeated';
  /** The status that the transfer has now, or why a clerk is asked. */
  readonly as: string;
}

/** What an answer became: how many of what, and each by itself, up to MOST_SHOWN. */
export interface WhatItBecame {
  readonly answer: Pick<BankAnswer, 'kind' | 'version' | 'messageId' | 'sha256'>;
  readonly changed: number;
  readonly recorded: number;
  readonly asked: number;
  readonly repeated: number;
  /** Bookings that are about no transfer of ours. A clerk is asked about them. */
  readonly notOurs: number;
  readonly became: readonly Became[];
  /** So many more are not shown. */
  readonly left: number;
}

const MOST_SHOWN = 1_000;

/** Gathers what became of each thing that an answer says, from the events that were written. */
export class AnswerReport {
  private readonly counts = { changed: 0, recorded: 0, asked: 0, repeated: 0 };
  private readonly became: Became[] = [];
  private all = 0;

  constructor(
    private readonly head: BankAnswer,
    private readonly strangers: Strangers,
  ) {}

  /** Adds a part: what is in no event was known already. */
  add(batchId: string, { told, ofFile, questions }: Expanded, events: readonly TransferBatchEvent[]): void {
    const written = new Set<string>();
    for (const event of events) {
      if (event.type === 'BankFactsRecorded')
        for (const { path, endToEndId, became, status } of event.data.facts)
          this.note(written, { path, batchId, ...named(endToEndId), became, as: status });
      else if (event.type === 'BankAnswerRecorded')
        for (const { path, endToEndId, slug } of event.data.notices)
          this.note(written, { path, batchId, ...named(endToEndId), became: 'asked', as: slug });
    }
    const repeat = (outcome: BankOutcome, endToEndId: string | undefined) => {
      if (written.has(keyOf(outcome.path, endToEndId))) return;
      const { path, status } = outcome;
      this.note(written, { path, batchId, ...named(endToEndId ?? null), became: 'repeated', as: status });
    };
    for (const { endToEndId, outcomes } of told) for (const one of outcomes) repeat(one, endToEndId);
    for (const one of ofFile) repeat(one, undefined);
    for (const { outcome } of questions) repeat(outcome, outcome.endToEndId);
  }

  answer(): WhatItBecame {
    const { kind, version, messageId, sha256 } = this.head;
    const { became, all, counts } = this;
    const left = all - became.length;
    const answer = { kind, version, messageId, sha256 };
    return { answer, ...counts, notOurs: this.strangers.count, became, left };
  }

  private note(written: Set<string>, one: Became): void {
    written.add(keyOf(one.path, one.endToEndId));
    this.counts[one.became] += 1;
    this.all += 1;
    if (this.became.length < MOST_SHOWN) this.became.push(one);
  }
}

const keyOf = (path: string, endToEndId: string | undefined): string => `${path} ${endToEndId ?? ''}`;
const named = (endToEndId: string | null): { endToEndId?: string } =>
  endToEndId === null ? {} : { endToEndId };
