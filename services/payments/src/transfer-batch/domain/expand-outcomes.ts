import { DUPLICATE, type BankOutcome } from '@oce/bank-files';
import { sumExactly } from '@oce/quantities';
import { contentOf, saysTheSame, type AnswerHead } from './bank-fact';
import { isInFile, type BatchTransfer, type TransferBatchState } from './transfer-batch.state';

/** A question to a clerk about an outcome: why, and what to do. */
export interface Question {
  readonly slug: string;
  readonly outcome: BankOutcome;
  readonly message: string;
}

/** All that an answer says of one transfer, narrower and broader words. */
export interface Told {
  readonly endToEndId: string;
  readonly outcomes: readonly BankOutcome[];
}

/** What an answer says of a batch, spread over its transfers. */
export interface Expanded {
  readonly told: readonly Told[];
  /** Of the whole file, and moving nothing: taken in, looked at. */
  readonly ofFile: readonly BankOutcome[];
  readonly questions: readonly Question[];
}

/** A transfer is told so many things by one answer; more of them are one question. */
const MOST_WORDS = 20;

/**
 * Spreads what the bank says of a file, or of a payment information, over the transfers in it. A booking of the whole
 * must agree, in number and total, with all of its transfers or with those that the bank has not refused; a status
 * report repeats number and total of the original. What agrees with neither is asked about.
 */
export function expandOutcomes(
  { kind }: AnswerHead,
  outcomes: readonly BankOutcome[],
  state: TransferBatchState,
): Expanded {
  const told = new Map<string, BankOutcome[]>();
  const ofFile: BankOutcome[] = [];
  const questions: Question[] = [];
  const tell = (endToEndId: string, outcome: BankOutcome) => {
    const known = told.get(endToEndId);
    if (known === undefined) told.set(endToEndId, [outcome]);
    else if (known.length < MOST_WORDS) known.push(outcome);
    else questions.push(tooMany(outcome));
  };
  for (const outcome of outcomes) {
    const { level, endToEndId } = outcome;
    if (level === 'transaction') {
      const why = endToEndId === undefined ? 'no_reference' : 'unknown_transfer';
      if (endToEndId !== undefined && Object.hasOwn(state.transfers, endToEndId)) tell(endToEndId, outcome);
      else questions.push({ slug: why, outcome, message: WITHOUT_TRANSFER[why] });
      continue;
    }
    const found = ofWhole(kind, outcome, state);
    if ('slug' in found) questions.push(found);
    else if (outcome.status === 'accepted' || outcome.status === 'pending') ofFile.push(outcome);
    else for (const transfer of found.transfers) tell(transfer.endToEndId, outcome);
  }
  return {
    told: [...told].map(([endToEndId, said]) => ({ endToEndId, outcomes: said })),
    ofFile,
    questions: gathered(questions),
  };
}

/** Why an outcome is about no transfer of ours. */
export const WITHOUT_TRANSFER = {
  no_reference: 'The bank gives no reference of ours. Find out what it is about.',
  unknown_transfer: 'No file of ours has a transfer of this EndToEndId. Ask the bank what it paid.',
  other_file: 'The bank speaks of a file that this office has not issued. Ask it what it paid.',
} as const;

function ofWhole(
  kind: AnswerHead['kind'],
  outcome: BankOutcome,
  { transfers, cancelled, issued, facts }: TransferBatchState,
): { readonly transfers: readonly BatchTransfer[] } | Question {
  const ask = (slug: string, message: string): Question => ({ slug, outcome, message });
  const { unclear, reasonCode, currency, amountCentimes, transfers: number } = outcome;
  if (cancelled !== null) return ask('file_cancelled', CANCELLED);
  if (issued === null) return ask('file_not_issued', NOT_ISSUED);
  if (unclear !== undefined) return ask(unclear, UNCLEAR);
  if (reasonCode === DUPLICATE) return ask('duplicate_at_bank', AT_BANK_TWICE);
  if (currency !== undefined && currency !== 'MAD') return ask('currency_differs', 'The file is in MAD.');
  const all = Object.values(transfers).filter(isInFile);
  const standing = all.filter(({ status }) => status === 'issued' || status === 'executed');
  const agrees = (some: readonly BatchTransfer[]) =>
    (number === undefined || number === some.length) &&
    (amountCentimes === undefined || amountCentimes === sumOf(some));
  const isBooking = kind === 'booking_notice';
  if (isBooking && amountCentimes === undefined)
    return ask('amount_missing', 'The bank books a whole file and does not say its total.');
  // Read again it is about those that it was about before, whatever has become of them.
  const content = contentOf(kind, outcome);
  const heard = all.filter(
    ({ endToEndId }) => content && facts[endToEndId]?.some((one) => saysTheSame(one, content)),
  );
  if (isBooking && heard.length > 0 && agrees(heard)) return { transfers: heard };
  if (isBooking && standing.length > 0 && agrees(standing)) return { transfers: standing };
  if (agrees(all)) return { transfers: all };
  const said = `${number ?? 'some'} transfers of ${amountCentimes ?? '?'} centimes`;
  return ask('amount_differs', `The bank says ${said}, the file ${all.length} of ${sumOf(all)}.`);
}

export const CANCELLED =
  'The file was cancelled as not sent, and its transfers are free to be paid again. Find out what the bank has done.';
export const NOT_ISSUED = 'The file was not issued. Find out how the bank came by it.';
export const UNCLEAR = 'Only the bank can say what this means. Ask it; nothing has been changed.';
export const AT_BANK_TWICE =
  'The bank calls it a duplicate. Find out whether the original was paid; nothing is restored.';

const sumOf = (transfers: readonly BatchTransfer[]): number =>
  sumExactly(transfers.map((one) => one.amountCentimes));

function tooMany(outcome: BankOutcome): Question {
  return {
    slug: 'told_too_often',
    outcome,
    message: `The bank says more than ${MOST_WORDS} things of it at once.`,
  };
}

/** A question of one kind about one transfer is asked once, however often the answer gives cause for it. */
function gathered(questions: readonly Question[]): Question[] {
  const tooOften = new Set<string>();
  return questions.filter(({ slug, outcome: { endToEndId = '' } }) => {
    if (slug !== 'told_too_often') return true;
    const isFirst = !tooOften.has(endToEndId);
    tooOften.add(endToEndId);
    return isFirst;
  });
}
