import { BankFileError } from './bank-file-error';
import type { BankAnswer, BankOutcome, OutcomeStatus } from './bank-outcome';
import { indicatorOf, moneyOf, present } from './bank-values';
import type { XmlElement } from './xml-element';

export const CAMT_054 = 'urn:iso:std:iso:20022:tech:xsd:camt.054.001.08';

/** What a bank writes where the payer gave no reference. */
const NOT_PROVIDED = 'NOTPROVIDED';

/**
 * Reads a notice of bookings: one outcome for each transaction of an entry, or one for the batch where the bank booked
 * it as a whole. A booked debit is a transfer executed; a credit, or a reversal, is one that came back. What is only
 * announced (PDNG, INFO, FUTR) is pending. Fees and strangers' payments have no ids of ours and none is made up.
 * Refuses `unknown_status`, besides what the elements refuse.
 */
export function readCamt054(root: XmlElement): BankAnswer {
  const notice = root.required('BkToCstmrDbtCdtNtfctn');
  const notifications = notice.children('Ntfctn');
  if (notifications.length === 0) notice.required('Ntfctn');
  return {
    kind: 'booking_notice',
    messageId: notice.required('GrpHdr').requiredText('MsgId'),
    outcomes: notifications.flatMap((notification) => {
      notification.requiredText('Id');
      return notification.children('Ntry').flatMap(entryOutcomes);
    }),
  };
}

/** What an entry says of all its transactions. */
interface Entry {
  readonly booking: string;
  readonly direction: string;
  readonly reversal: boolean;
  readonly bookedAt?: string;
  readonly money: { amountCentimes?: number; currency?: string };
}

function entryOutcomes(element: XmlElement): BankOutcome[] {
  const entry: Entry = {
    booking: bookingOf(element.required('Sts')),
    direction: directionOf(element.required('CdtDbtInd')),
    reversal: indicatorOf(element.optional('RvslInd')),
    bookedAt: element.textAt('BookgDt', 'Dt') ?? element.textAt('BookgDt', 'DtTm'),
    money: moneyOf(element.required('Amt')),
  };
  const details = element.children('NtryDtls');
  if (details.length === 0) return [outcome(element, entry, { level: 'transaction', ...entry.money })];
  return details.flatMap((detail) => detailOutcomes(detail, entry, details.length === 1));
}

function detailOutcomes(detail: XmlElement, entry: Entry, onlyOne: boolean): BankOutcome[] {
  const batch = detail.optional('Btch');
  const batchIds = {
    fileMessageId: batch?.textAt('MsgId'),
    paymentInformationId: batch?.textAt('PmtInfId'),
  };
  const transactions = detail.children('TxDtls');
  if (transactions.length > 0) {
    const whole = onlyOne && transactions.length === 1 ? entry.money : {};
    return transactions.map((transaction) => transactionOutcome(transaction, entry, batchIds, whole));
  }
  const level = levelOfBatch(batchIds);
  const total = batch?.optional('TtlAmt');
  const money = total === undefined ? (onlyOne ? entry.money : {}) : moneyOf(total);
  const direction = batch?.optional('CdtDbtInd');
  return [outcome(detail, entry, { level, ...batchIds, ...money }, direction)];
}

function levelOfBatch(ids: { fileMessageId?: string; paymentInformationId?: string }): BankOutcome['level'] {
  if (ids.paymentInformationId !== undefined) return 'payment_information';
  return ids.fileMessageId === undefined ? 'transaction' : 'file';
}

function transactionOutcome(
  transaction: XmlElement,
  entry: Entry,
  batchIds: { fileMessageId?: string; paymentInformationId?: string },
  whole: Entry['money'],
): BankOutcome {
  const refs = transaction.optional('Refs');
  const endToEndId = refs?.textAt('EndToEndId');
  const amount = transaction.optional('Amt');
  const subject = {
    level: 'transaction' as const,
    fileMessageId: refs?.textAt('MsgId') ?? batchIds.fileMessageId,
    paymentInformationId: refs?.textAt('PmtInfId') ?? batchIds.paymentInformationId,
    endToEndId: endToEndId === NOT_PROVIDED ? undefined : endToEndId,
    ...(amount === undefined ? whole : moneyOf(amount)),
    reasonCode: transaction.textAt('RtrInf', 'Rsn', 'Cd') ?? transaction.textAt('RtrInf', 'Rsn', 'Prtry'),
  };
  return outcome(transaction, entry, subject, transaction.optional('CdtDbtInd'));
}

function outcome(
  element: XmlElement,
  entry: Entry,
  subject: Omit<BankOutcome, 'status' | 'reversal' | 'path'>,
  ownDirection?: XmlElement,
): BankOutcome {
  const direction = ownDirection === undefined ? entry.direction : directionOf(ownDirection);
  return present({
    ...subject,
    status: statusOf(entry, direction),
    reversal: entry.reversal,
    bookedAt: entry.bookedAt,
    path: element.path,
  });
}

function statusOf(entry: Entry, direction: string): OutcomeStatus {
  if (entry.booking !== 'BOOK') return 'pending';
  return direction === 'CRDT' || entry.reversal ? 'returned' : 'executed';
}

function bookingOf(element: XmlElement): string {
  const code = element.requiredText('Cd');
  if (['BOOK', 'PDNG', 'INFO', 'FUTR'].includes(code)) return code;
  throw new BankFileError(
    'unknown_status',
    `${element.path}/Cd`,
    'an entry is booked, pending, future or for information',
  );
}

function directionOf(element: XmlElement): string {
  if (element.text === 'DBIT' || element.text === 'CRDT') return element.text;
  throw new BankFileError('unknown_status', element.path, 'an entry is DBIT or CRDT');
}
