import type { BankAnswer } from '@oce/bank-files';
import type { TransferBatchPrepared } from '@oce/contracts';
import { conflict } from '@oce/event-sourcing';
import type { IssuedBatch } from './outcome-matching';
import { planOutcomes } from './plan-outcomes';
import { transferBatchEvents, type BankNotice, type TransferBatchEvent } from './transfer-batch.events';
import { noticeKey, type TransferBatchState } from './transfer-batch.state';

/**
 * What an answer of the bank settles, and what it leaves for a person. Read twice it changes nothing the second time.
 * A duplicate at the bank (AM05) restores nothing. Refuses `file_not_issued`.
 */
export function recordBankAnswer(
  answer: BankAnswer,
  today: string,
  state: TransferBatchState,
  { batchId }: TransferBatchPrepared['data'],
): TransferBatchEvent[] {
  const plan = planOutcomes(answer, issuedBatch(state));
  const known = new Set(state.notices);
  const notices: BankNotice[] = [];
  // A notice of bookings speaks of the whole account: fees, and what belongs to other files, are no question here.
  const foreign = answer.kind === 'booking_notice' ? ['other_file', 'no_reference'] : [];
  const refused = plan.refused.filter((one) => !foreign.includes(one.slug));
  for (const { slug, path, endToEndId = null, message } of [...plan.clerk, ...refused]) {
    const notice = { slug, endToEndId, path, message };
    const key = noticeKey(answer.messageId, notice);
    if (known.has(key)) continue;
    known.add(key);
    notices.push(notice);
  }
  const changes = plan.changes.flatMap(({ endToEndId, to, reasonCode, bookedAt }): TransferBatchEvent[] => {
    const line = state.transfers[endToEndId];
    if (line === undefined) return [];
    const { transferId, producerCode, amountCentimes } = line;
    const transfer = { batchId, transferId, endToEndId, producerCode, amountCentimes };
    if (to === 'executed') {
      const bookedOn = bookedAt?.slice(0, 10) ?? today;
      return [transferBatchEvents.TransferExecuted({ ...transfer, bookedOn })];
    }
    const rejected = { ...transfer, reasonCode: reasonCode ?? 'NARR', returned: to === 'returned' };
    return [transferBatchEvents.TransferRejected(rejected)];
  });
  if (changes.length === 0 && notices.length === 0) return [];
  const { messageId: bankMessageId, kind } = answer;
  const recorded = { batchId, bankMessageId, kind, changes: changes.length, notices };
  return [transferBatchEvents.BankAnswerRecorded(recorded), ...changes];
}

function issuedBatch({ issued, transfers }: TransferBatchState): IssuedBatch {
  if (issued === null) throw conflict('file_not_issued', 'The bank answers a file that was not issued.');
  const { messageId, paymentInformationId } = issued;
  const inFile = Object.values(transfers).flatMap(({ endToEndId, amountCentimes, status }) =>
    status === 'prepared' || status === 'excluded' ? [] : [{ endToEndId, amountCentimes, status }],
  );
  return { messageId, payments: [{ paymentInformationId, transfers: inFile }] };
}
