import type { BankOutcome, OutcomeGroup } from '@oce/bank-files';
import { sumExactly } from '@oce/quantities';
import { WITHOUT_TRANSFER, type Question } from './expand-outcomes';

/** Where a transfer of ours stands. */
export interface KnownTransfer {
  readonly batchId: string;
  readonly amountCentimes: number;
}

/** What an answer says of the transfers of one batch. */
export type Placed = Map<string, BankOutcome[]>;

/** What belongs to no batch of ours is asked about one by one up to so many of a kind; more of them together. */
const MOST_STRANGERS = 20;

/** The batch that the bank's ids name: ours are derived from it. */
export function batchNamedBy({ fileMessageId, paymentInformationId }: BankOutcome): string | undefined {
  if (paymentInformationId?.endsWith('-1')) return paymentInformationId.slice(0, -2);
  return fileMessageId?.startsWith('OCE-') ? fileMessageId.slice('OCE-'.length) : undefined;
}

/**
 * The outcomes of one booking, where the bank gave none of its parts an amount: proven by its total, where that is the
 * sum of our transfers; else each part is asked about.
 */
export function provenByTotal(
  { outcomes, totalCentimes }: OutcomeGroup,
  known: ReadonlyMap<string, KnownTransfer>,
): readonly BankOutcome[] {
  const isOpen = (one: BankOutcome) => one.level === 'transaction' && one.amountCentimes === undefined;
  if (totalCentimes === undefined || !outcomes.some(isOpen)) return outcomes;
  const amounts = outcomes.map(
    ({ amountCentimes, endToEndId = '' }) => amountCentimes ?? known.get(endToEndId)?.amountCentimes ?? NaN,
  );
  const isOneWay = new Set(outcomes.map((one) => one.status)).size === 1;
  if (isOneWay && !amounts.some(Number.isNaN) && sumExactly(amounts) === totalCentimes) return outcomes;
  return outcomes.map((one) =>
    isOpen(one) && one.status !== 'pending' ? { ...one, status: 'unclear', unclear: 'parts_differ' } : one,
  );
}

/** Outcomes that are about no transfer and no file of ours: fees, payments of others, ids that nobody knows. */
export class Strangers {
  private readonly byKind = new Map<keyof typeof WITHOUT_TRANSFER, BankOutcome[]>();
  private readonly rest = new Map<
    keyof typeof WITHOUT_TRANSFER,
    { count: number; sum: bigint; last: BankOutcome }
  >();
  count = 0;

  add(outcome: BankOutcome): void {
    this.count += 1;
    const { level, endToEndId, amountCentimes = 0 } = outcome;
    const isNamed = endToEndId === undefined ? 'no_reference' : 'unknown_transfer';
    const slug = level === 'transaction' ? isNamed : 'other_file';
    const first = this.byKind.get(slug) ?? [];
    this.byKind.set(slug, first);
    if (first.length < MOST_STRANGERS) {
      first.push(outcome);
      return;
    }
    const rest = this.rest.get(slug) ?? { count: 0, sum: 0n, last: outcome };
    rest.count += 1;
    rest.sum += BigInt(amountCentimes);
    rest.last = outcome;
    this.rest.set(slug, rest);
  }

  /** A question for each of the first ones, and one for all the others of a kind, with their number and sum. */
  questions(sha256: string): Question[] {
    const singly = [...this.byKind].flatMap(([slug, outcomes]) =>
      outcomes.map((outcome): Question => ({ slug, outcome, message: WITHOUT_TRANSFER[slug] })),
    );
    const together = [...this.rest].map(([slug, { count, sum, last }]): Question => {
      const { level, path } = last;
      const outcome = { level, status: 'unclear', unclear: 'unknown_status', reversal: false, path } as const;
      const message = `And ${count} more of this kind, ${sum} centimes in all, the last one here. Go through the file.`;
      return { slug, outcome: { ...outcome, reference: `${sha256} ${count}` }, message };
    });
    return [...singly, ...together];
  }
}

/** A part of what an answer says of a batch, small enough for one commit. */
const MOST_IN_COMMIT = 200;

/** Cuts a list of things, each of some weight, into parts of at most MOST_IN_COMMIT. */
export function inCommits<T>(items: readonly T[], weightOf: (item: T) => number): T[][] {
  const parts: T[][] = [];
  let room = 0;
  for (const item of items) {
    const weight = weightOf(item);
    if (parts.length === 0 || weight > room) {
      parts.push([]);
      room = MOST_IN_COMMIT;
    }
    parts.at(-1)?.push(item);
    room -= weight;
  }
  return parts;
}
