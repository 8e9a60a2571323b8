import { DUPLICATE, type BankAnswer, type BankOutcome } from '@oce/bank-files';
import { matcherFor, type IssuedBatch, type IssuedTransfer, type MismatchSlug } from './outcome-matching';

/** A transfer whose status changes, with what the bank said about it. */
export interface TransferChange {
  readonly endToEndId: string;
  readonly from: 'issued' | 'executed';
  readonly to: 'executed' | 'rejected' | 'returned';
  readonly amountCentimes: number;
  readonly reasonCode?: string;
  readonly bookedAt?: string;
}

export type ClerkSlug = 'duplicate_at_bank' | 'outcomes_contradict';

/** Something a person must look at: which transfer or outcome, where in the answer, and what to do. */
export interface Notice<Slug extends string> {
  readonly slug: Slug;
  readonly path: string;
  readonly endToEndId?: string;
  readonly message: string;
}

/** What an answer does to a batch: changes to record, questions for a clerk, outcomes that are not about it. */
export interface OutcomePlan {
  readonly changes: readonly TransferChange[];
  readonly clerk: readonly Notice<ClerkSlug>[];
  readonly refused: readonly Notice<MismatchSlug>[];
}

type Decision = { change?: TransferChange; notice?: Notice<ClerkSlug> };

const NARROWEST_FIRST = ['transaction', 'payment_information', 'file'] as const;

/**
 * Maps an answer onto a file, given where each of its transfers stands. For each transfer the narrowest level that
 * speaks of it decides. A return that overtakes its booking still ends as returned; a balance is restored once,
 * whatever the order and however often an answer comes. A duplicate (AM05, refused or sent back), and an execution
 * against a rejection, change nothing and go to a clerk: money may have moved, and must not move again by itself.
 */
export function planOutcomes(answer: BankAnswer, batch: IssuedBatch): OutcomePlan {
  const matcher = matcherFor(batch);
  const refused: Notice<MismatchSlug>[] = [];
  const said = new Map<IssuedTransfer, BankOutcome[]>();
  for (const outcome of answer.outcomes) {
    const match = matcher.match(outcome);
    if ('mismatch' in match) {
      refused.push(noticeOf(match.mismatch, outcome, outcome.endToEndId, match.message));
      continue;
    }
    for (const transfer of match.transfers) {
      const outcomes = said.get(transfer);
      if (outcomes === undefined) said.set(transfer, [outcome]);
      else outcomes.push(outcome);
    }
  }
  const decisions = [...said].map(([transfer, outcomes]) => decide(transfer, narrowest(outcomes)));
  return {
    changes: decisions.flatMap(({ change }) => change ?? []),
    clerk: decisions.flatMap(({ notice }) => notice ?? []),
    refused,
  };
}

function narrowest(outcomes: readonly BankOutcome[]): readonly BankOutcome[] {
  const level = NARROWEST_FIRST.find((candidate) => outcomes.some((outcome) => outcome.level === candidate));
  return outcomes.filter((outcome) => outcome.level === level);
}

function decide(transfer: IssuedTransfer, outcomes: readonly BankOutcome[]): Decision {
  const duplicate = outcomes.find((outcome) => outcome.reasonCode === DUPLICATE);
  if (duplicate !== undefined) {
    const message =
      'The bank calls it a duplicate. Find out whether the original was paid; nothing is restored.';
    return { notice: noticeOf('duplicate_at_bank', duplicate, transfer.endToEndId, message) };
  }
  const returned = outcomes.find((outcome) => outcome.status === 'returned');
  const executed = outcomes.find((outcome) => outcome.status === 'executed');
  const rejected = outcomes.find((outcome) => outcome.status === 'rejected');
  const { status } = transfer;
  if (returned)
    return status === 'issued' || status === 'executed' ? change(transfer, status, 'returned', returned) : {};
  if (executed && rejected) return contradiction(transfer, rejected);
  const outcome = executed ?? rejected;
  if (outcome === undefined) return {};
  const [to, opposite] = executed ? (['executed', 'rejected'] as const) : (['rejected', 'executed'] as const);
  if (status === 'issued') return change(transfer, status, to, outcome);
  return status === opposite ? contradiction(transfer, outcome) : {};
}

function change(
  { endToEndId, amountCentimes }: IssuedTransfer,
  from: TransferChange['from'],
  to: TransferChange['to'],
  { reasonCode, bookedAt }: BankOutcome,
): Decision {
  return {
    change: {
      endToEndId,
      from,
      to,
      amountCentimes,
      ...(reasonCode === undefined ? {} : { reasonCode }),
      ...(bookedAt === undefined ? {} : { bookedAt }),
    },
  };
}

function contradiction(transfer: IssuedTransfer, outcome: BankOutcome): Decision {
  const message =
    'The bank says both executed and rejected. Ask it; only a booked return restores the balance.';
  return { notice: noticeOf('outcomes_contradict', outcome, transfer.endToEndId, message) };
}

function noticeOf<Slug extends string>(
  slug: Slug,
  outcome: BankOutcome,
  endToEndId: string | undefined,
  message: string,
): Notice<Slug> {
  return { slug, path: outcome.path, ...(endToEndId === undefined ? {} : { endToEndId }), message };
}
