import type { BankAnswer, BankOutcome, OutcomeStatus } from '@oce/bank-files';

/** Stands where a bank gives no reason; ISO 20022's own code. */
export const NO_REASON = 'NARR';
/** The day of a return of before days of returns were recorded. */
export const UNKNOWN_DAY = 'unknown';

/** What the bank said of a transfer, without where and when it said so: the same words again are no news. */
export interface FactContent {
  readonly kind: BankAnswer['kind'];
  readonly status: Exclude<OutcomeStatus, 'unclear'>;
  readonly amountCentimes: number | null;
  readonly bookedOn: string | null;
  /** The bank's own reference of the booking. */
  readonly reference: string | null;
  readonly reasonCode: string | null;
}

/** A word of the bank as it is recorded; of the whole file where it names no transfer. */
export interface BankFact extends FactContent {
  readonly endToEndId: string | null;
  /** Where in the answer it stands. */
  readonly path: string;
  /** Whether it moved the transfer on, or only confirms what is known. */
  readonly became: 'changed' | 'recorded';
}

/** Which answer it is. */
export type AnswerHead = Pick<BankAnswer, 'kind' | 'messageId'>;

/** The content of an outcome; undefined where it is unclear. */
export function contentOf(kind: BankAnswer['kind'], outcome: BankOutcome): FactContent | undefined {
  const { status, amountCentimes = null, bookedOn = null, reference = null, reasonCode = null } = outcome;
  if (status === 'unclear') return undefined;
  return { kind, status, amountCentimes, bookedOn, reference, reasonCode };
}

/** Whether both say the same. What one does not give (an amount, a reference) does not tell them apart. */
export function saysTheSame(one: FactContent, other: FactContent): boolean {
  const agrees = (name: 'amountCentimes' | 'reference') =>
    one[name] === null || other[name] === null || one[name] === other[name];
  return (
    one.kind === other.kind &&
    one.status === other.status &&
    (one.bookedOn === other.bookedOn || one.bookedOn === UNKNOWN_DAY) &&
    one.reasonCode === other.reasonCode &&
    agrees('amountCentimes') &&
    agrees('reference')
  );
}

/**
 * What a word of the bank is beside those that are known. `named`: it gives its reference to one that had none, which is
 * that one from then on: a booking with yet another reference is another booking.
 */
export function hearBeside(facts: readonly FactContent[], said: FactContent): 'known' | 'named' | 'news' {
  const same = facts.filter((one) => saysTheSame({ ...one, reference: null }, said));
  if (same.length === 0) return 'news';
  if (said.reference === null || same.some((one) => one.reference === said.reference)) return 'known';
  const unnamed = same.filter(({ reference }) => reference === null).length;
  return same.length - unnamed < unnamed ? 'named' : 'news';
}

/**
 * Tells one question from another. With a reference of the bank the same words are the same question, whichever message
 * they stand in; without one each message asks for itself, for two partial returns may look alike.
 */
export function fingerprintOf({ messageId }: AnswerHead, outcome: BankOutcome, isFromUs: boolean): string {
  const { status, unclear, amountCentimes, currency, bookedOn, reference, reasonCode, level } = outcome;
  const said = [level, unclear ?? status, amountCentimes, currency, bookedOn, reference, reasonCode];
  const place = reference === undefined ? [messageId, isFromUs ? '' : outcome.path] : [];
  return [...said, ...place].map((one) => one ?? '').join('|');
}
