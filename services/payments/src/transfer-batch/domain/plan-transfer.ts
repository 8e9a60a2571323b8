import { DUPLICATE, type BankOutcome } from '@oce/bank-files';
import { contentOf, hearBeside, saysTheSame, type AnswerHead, type FactContent } from './bank-fact';
import { AT_BANK_TWICE, CANCELLED, NOT_ISSUED, UNCLEAR, type Question } from './expand-outcomes';
import type { TransferStatus } from './transfer-batch.state';

/** A transfer and all that the bank has said of it so far. */
export interface Standing {
  readonly endToEndId: string;
  readonly amountCentimes: number;
  readonly status: TransferStatus;
  readonly isCancelled: boolean;
  readonly facts: readonly FactContent[];
}

export type ChangedTo = 'executed' | 'rejected' | 'returned';

/** What one outcome comes to. `overruled`: a narrower word in the same answer says what holds. */
export type Step =
  | { readonly outcome: BankOutcome; readonly became: 'repeated' | 'overruled' }
  | { readonly outcome: BankOutcome; readonly became: 'recorded'; readonly content: FactContent }
  | {
      readonly outcome: BankOutcome;
      readonly became: 'changed';
      readonly content: FactContent;
      readonly to: ChangedTo;
    }
  | ({ readonly became: 'asked' } & Question);

const NARROWEST_FIRST = ['transaction', 'payment_information', 'file'] as const;

/**
 * What the words of one answer come to for one transfer, each of them: a change, a fact beside what is known, a question,
 * or a true repeat. The narrowest level that speaks of it decides. A return that overtakes its booking still ends as
 * returned; a balance is restored once, whatever the order and however often an answer comes. Nothing moves by itself
 * where money may have moved otherwise: a duplicate (AM05), another amount, an execution against a rejection, a second
 * booking, a second return.
 */
export function planTransfer(
  { kind }: AnswerHead,
  transfer: Standing,
  outcomes: readonly BankOutcome[],
): Step[] {
  const level = NARROWEST_FIRST.find((candidate) => outcomes.some((one) => one.level === candidate));
  const steps: Step[] = [];
  const clear: BankOutcome[] = [];
  for (const outcome of outcomes) {
    const question = questionAbout(transfer, outcome);
    if (outcome.level !== level) steps.push({ outcome, became: 'overruled' });
    else if (question) steps.push({ ...question, became: 'asked' });
    else clear.push(outcome);
  }
  const says = (status: BankOutcome['status']) => clear.some((one) => one.status === status);
  if (transfer.status === 'issued' && says('executed') && says('rejected') && !says('returned')) {
    const opposed = clear.filter((one) => one.status === 'executed' || one.status === 'rejected');
    steps.push(...opposed.map((outcome) => ask(outcome, 'outcomes_contradict')));
    for (const outcome of opposed) clear.splice(clear.indexOf(outcome), 1);
  }
  // A return that stands beside its booking says where the money is now.
  clear.sort((one, other) => Number(other.status === 'returned') - Number(one.status === 'returned'));
  return [...steps, ...inTurn(kind, transfer, clear)];
}

/** Decides one word after the other, each on what those before it came to. */
function inTurn(kind: AnswerHead['kind'], transfer: Standing, clear: readonly BankOutcome[]): Step[] {
  let { status } = transfer;
  const heard: FactContent[] = [];
  return clear.map((outcome): Step => {
    const content = contentOf(kind, outcome);
    if (content === undefined) return ask(outcome, 'unknown_status');
    // A file does not repeat itself: two bookings in one notice are two.
    if (heard.some((one) => saysTheSame(one, content)) && isBooking(content))
      return ask(outcome, AGAIN[status]);
    const beside = hearBeside(transfer.facts, content);
    if (beside === 'known') return { outcome, became: 'repeated' };
    const decided = beside === 'named' ? 'recorded' : decide(status, [...transfer.facts, ...heard], content);
    heard.push(content);
    if (decided === 'recorded') return { outcome, became: 'recorded', content };
    if (decided !== 'executed' && decided !== 'rejected' && decided !== 'returned')
      return ask(outcome, decided);
    status = decided;
    return { outcome, became: 'changed', content, to: decided };
  });
}

type Asked = keyof typeof MESSAGES;
type Decided = ChangedTo | 'recorded' | Asked;

const isBooking = ({ kind, status }: FactContent): boolean =>
  kind === 'booking_notice' && (status === 'executed' || status === 'returned');

function decide(status: TransferStatus, facts: readonly FactContent[], said: FactContent): Decided {
  const isKnown = (to: ChangedTo) => facts.some((one) => one.status === to && one.kind === said.kind);
  switch (said.status) {
    case 'accepted':
    case 'pending':
      // Reports overtake each other; but what was given back should not be under way.
      return status === 'rejected' ? 'outcomes_contradict' : 'recorded';
    case 'executed':
      if (status === 'issued') return 'executed';
      if (status === 'rejected') return 'outcomes_contradict';
      return isKnown('executed') && said.kind === 'booking_notice' ? 'booked_twice' : 'recorded';
    case 'rejected':
      if (status === 'issued') return 'rejected';
      if (status === 'executed') return 'outcomes_contradict';
      return isKnown('rejected') ? 'told_otherwise' : 'recorded';
    case 'returned':
      if (status === 'issued' || status === 'executed') return 'returned';
      return status === 'rejected' ? 'returned_after_rejection' : 'returned_twice';
  }
}

const MESSAGES = {
  outcomes_contradict:
    'The bank says both executed and rejected. Ask it; only a booked return restores the balance.',
  booked_twice: 'The bank has booked this transfer before. Ask it whether it paid twice.',
  returned_twice: 'This transfer has come back before. Ask the bank what it has returned.',
  returned_after_rejection:
    'The bank had rejected this transfer, and the balance is restored already. Ask it what it has credited.',
  told_otherwise: 'The bank gave another reason before. Ask it which one holds.',
  unknown_status: UNCLEAR,
} as const;

/** What a second word of the same kind in one notice is called. */
const AGAIN: Readonly<Record<TransferStatus, Asked>> = {
  prepared: 'booked_twice',
  excluded: 'booked_twice',
  issued: 'booked_twice',
  executed: 'booked_twice',
  rejected: 'returned_after_rejection',
  returned: 'returned_twice',
};

const ask = (outcome: BankOutcome, slug: Asked): Step => ({
  became: 'asked',
  slug,
  outcome,
  message: MESSAGES[slug],
});

function questionAbout(
  { status, amountCentimes, isCancelled }: Standing,
  outcome: BankOutcome,
): Question | undefined {
  const about = (slug: string, message: string): Question => ({ slug, outcome, message });
  if (isCancelled) return about('file_cancelled', CANCELLED);
  if (status === 'prepared') return about('file_not_issued', NOT_ISSUED);
  if (status === 'excluded')
    return about('unknown_transfer', 'The transfer was left out of its file. Ask the bank what it paid.');
  if (outcome.unclear !== undefined) return about(outcome.unclear, UNCLEAR);
  if (outcome.reasonCode === DUPLICATE) return about('duplicate_at_bank', AT_BANK_TWICE);
  const { level, currency, amountCentimes: said } = outcome;
  if (currency !== undefined && currency !== 'MAD') return about('currency_differs', 'The file is in MAD.');
  if (level === 'transaction' && said !== undefined && said !== amountCentimes)
    return about('amount_differs', `The bank says ${said} centimes, the file ${amountCentimes}.`);
  return undefined;
}
