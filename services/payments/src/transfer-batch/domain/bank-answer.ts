import type { BankOutcome } from '@oce/bank-files';
import type { TransferBatchPrepared } from '@oce/contracts';
import {
  contentOf,
  fingerprintOf,
  NO_REASON,
  saysTheSame,
  type AnswerHead,
  type BankFact,
} from './bank-fact';
import type { Expanded, Question } from './expand-outcomes';
import { planTransfer, type Step } from './plan-transfer';
import { transferBatchEvents, type BankNotice, type TransferBatchEvent } from './transfer-batch.events';
import { noticeKey, type BatchTransfer, type TransferBatchState } from './transfer-batch.state';

/** With these a bank says that the account cannot be paid to: no such account, account closed. */
const ACCOUNT_IS_WRONG = new Set(['AC01', 'AC04']);

/**
 * What an answer of the bank comes to for one batch, or a part of it: changes, facts beside what is known, questions to a
 * clerk. Nothing of it is passed over but what is known already: read twice it changes nothing the second time.
 */
export function recordBankAnswer(
  answer: AnswerHead,
  { told, ofFile, questions }: Expanded,
  today: string,
  state: TransferBatchState,
  { batchId }: TransferBatchPrepared['data'],
): TransferBatchEvent[] {
  const asked = new Asked(answer, state);
  for (const question of questions) asked.add(question, false);
  const facts: BankFact[] = factsOfFile(answer, ofFile, state);
  const changes: TransferBatchEvent[] = [];
  for (const { endToEndId, outcomes } of told) {
    const transfer = state.transfers[endToEndId];
    if (transfer === undefined) continue;
    const known = state.facts[endToEndId] ?? [];
    const standing = { ...transfer, isCancelled: state.cancelled !== null, facts: known };
    for (const step of planTransfer(answer, standing, outcomes)) {
      if (step.became === 'asked') asked.add(step, true, endToEndId);
      if (step.became !== 'recorded' && step.became !== 'changed') continue;
      if (step.became === 'recorded' && asked.knows(step.outcome, endToEndId)) continue;
      const { path } = step.outcome;
      facts.push({ endToEndId, path, ...step.content, became: step.became });
      if (step.became === 'changed') changes.push(...changesOf(step, transfer, { batchId, today }, state));
    }
  }
  const { notices } = asked;
  if (changes.length + notices.length + facts.length === 0) return [];
  const { messageId: bankMessageId, kind } = answer;
  const changed = facts.filter(({ became }) => became === 'changed').length;
  const head = { batchId, bankMessageId, kind, changes: changed, notices };
  const recorded = [transferBatchEvents.BankAnswerRecorded(head)];
  if (facts.length === 0) return [...recorded, ...changes];
  return [...recorded, transferBatchEvents.BankFactsRecorded({ batchId, bankMessageId, facts }), ...changes];
}

/**
 * The questions of an answer that have not been asked before. Words that a clerk was asked about are known whatever has
 * happened since, and whatever they would be called today; only what was read before its file was issued counts anew.
 */
class Asked {
  readonly notices: BankNotice[] = [];
  private readonly known: Set<string>;
  private readonly seen = new Map<string, number>();

  constructor(
    private readonly answer: AnswerHead,
    state: TransferBatchState,
  ) {
    this.known = new Set(state.notices.flatMap((key) => [key, withoutSlug(key)]));
  }

  add({ slug, outcome, message }: Question, isOfTransfer: boolean, named = outcome.endToEndId): void {
    const endToEndId = named ?? null;
    const said = fingerprintOf(this.answer, outcome, isOfTransfer);
    const times = (this.seen.get(`${said} ${endToEndId}`) ?? 0) + 1;
    this.seen.set(`${said} ${endToEndId}`, times);
    const fingerprint = times === 1 ? said : `${said}|${times}`;
    const notice = { slug, endToEndId, path: outcome.path, message, fingerprint };
    const key = noticeKey(this.answer.messageId, notice);
    if (!this.known.has(key) && !this.known.has(withoutSlug(key))) this.notices.push(notice);
  }

  /** Whether a clerk was asked about these words on a transfer, in an answer of before. */
  knows(outcome: BankOutcome, endToEndId: string): boolean {
    const fingerprint = fingerprintOf(this.answer, outcome, true);
    const notice = { slug: '', endToEndId, path: outcome.path, message: '', fingerprint };
    return this.known.has(withoutSlug(noticeKey(this.answer.messageId, notice)));
  }
}

/** What a question is about, whatever it was called; of one from before the file was issued nothing that meets another. */
const withoutSlug = (key: string): string =>
  key.startsWith('file_not_issued ') ? key : key.slice(key.indexOf(' '));

function factsOfFile(
  { kind }: AnswerHead,
  outcomes: readonly BankOutcome[],
  { factsOfFile: known }: TransferBatchState,
): BankFact[] {
  return outcomes.flatMap((outcome): BankFact[] => {
    const content = contentOf(kind, outcome);
    if (content === undefined || known.some((one) => saysTheSame(one, content))) return [];
    return [{ endToEndId: null, path: outcome.path, ...content, became: 'recorded' }];
  });
}

function changesOf(
  { to, outcome }: Extract<Step, { became: 'changed' }>,
  { transferId, endToEndId, producerCode, amountCentimes }: BatchTransfer,
  { batchId, today }: { readonly batchId: string; readonly today: string },
  { payees }: TransferBatchState,
): TransferBatchEvent[] {
  const transfer = { batchId, transferId, endToEndId, producerCode, amountCentimes };
  const { bookedOn = today, reasonCode = NO_REASON } = outcome;
  if (to === 'executed') return [transferBatchEvents.TransferExecuted({ ...transfer, bookedOn })];
  const returned = to === 'returned';
  const rejected = transferBatchEvents.TransferRejected({ ...transfer, reasonCode, returned });
  if (!returned && !ACCOUNT_IS_WRONG.has(reasonCode)) return [rejected];
  const ribHash = payees?.payees.find((one) => one.transferId === transferId)?.ribHash ?? null;
  const failed = { batchId, transferId, producerCode, ribHash, reasonCode, returned, saidOn: today };
  return [rejected, transferBatchEvents.PayeeAccountFailed(failed)];
}
