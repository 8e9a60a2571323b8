import type { TransferLine } from '../../src/events';
import { event, other, posts, sealed, type LogBuilder } from './log-builder';

const ON = '2026-10-01';
const DEBTOR = { name: 'OCE', iban: 'MA64011780990000000000000123', bic: 'OCEXMAMC' };

export const transferOf = (batch: string, member: string, amountCentimes: number, lineIds: string[]) => ({
  transferId: `${batch}-${member}`,
  endToEndId: `E2E-${batch}-${member}`,
  producerCode: member,
  amountCentimes,
  lineIds,
});

/** Prepared by one person, and set aside on the accounts. */
export function prepare(log: LogBuilder, batchId: string, transfers: readonly TransferLine[]): void {
  const totalCentimes = transfers.reduce((sum, one) => sum + one.amountCentimes, 0);
  const batch = { batchId, executionDate: '2026-10-10', transfers, totalCentimes, preparedBy: 'anna' };
  log.add('payments.transfer-batch', batchId, event('TransferBatchPrepared', batch));
  for (const { producerCode, amountCentimes, ...one } of transfers) {
    const postings = posts({ [`member:${producerCode}`]: -amountCentimes, 'in-transfer': amountCentimes });
    const reserved = { producerCode, ...one, amountCentimes, postings };
    log.add('payments.account', producerCode, event('PayoutReserved', reserved));
  }
}

export function approve(log: LogBuilder, batchId: string): void {
  const approved = { batchId, approvedBy: 'omar', approvedOn: ON };
  log.add('payments.transfer-batch', batchId, event('TransferBatchApproved', approved));
}

/** Approved by another, and issued without those that are left out. */
export function issue(
  log: LogBuilder,
  batchId: string,
  all: readonly TransferLine[],
  out: TransferLine[] = [],
  withdrawn: TransferLine[] = [],
) {
  approve(log, batchId);
  for (const one of out) if (!withdrawn.includes(one)) decline(log, one);
  const paid = all.filter((one) => !out.includes(one));
  const payees = paid.map(({ transferId, producerCode }) => ({
    transferId,
    name: sealed(producerCode),
    rib: sealed(producerCode),
  }));
  const excluded = out.map(({ transferId, producerCode }) => ({
    transferId,
    producerCode,
    reason: 'no_rib',
  }));
  const totalCentimes = paid.reduce((sum, one) => sum + one.amountCentimes, 0);
  const ids = { batchId, messageId: `OCE-${batchId}`, paymentInformationId: `${batchId}-1` };
  const file = { ...ids, transfers: paid.length, totalCentimes, sha256: 'ab', excluded, issuedOn: ON };
  const fixed = event('PayeesFixed', { batchId, createdAt: `${ON}T08:00:00Z`, debtor: DEBTOR, payees });
  log.add('payments.transfer-batch', batchId, fixed, event('TransferFileIssued', file));
}

const back = (from: string, { producerCode, lineIds: _lines, ...one }: TransferLine, reasonCode: string) => {
  const postings = posts({ [from]: -one.amountCentimes, [`member:${producerCode}`]: one.amountCentimes });
  return event('PayoutReturned', { producerCode, ...one, reasonCode, postings });
};

export function decline(log: LogBuilder, line: TransferLine): void {
  const { producerCode, transferId, endToEndId } = line;
  const declined = { producerCode, transferId, endToEndId, reason: 'no_rib' };
  const returned = back('in-transfer', line, 'no_rib');
  log.add('payments.account', producerCode, returned, event('PayoutDeclined', declined));
}

/** A second person says that the file was not sent: its transfers are free again. */
export function cancel(log: LogBuilder, batchId: string, lines: readonly TransferLine[]): void {
  const cancelled = { batchId, cancelledBy: 'omar', cancelledOn: ON, reason: 'not sent', transfers: lines };
  log.add('payments.transfer-batch', batchId, event('TransferBatchCancelled', cancelled));
  for (const line of lines) decline(log, line);
}

/** A line that waits for its file is disputed: its transfer leaves the batch, and the rest is approved anew. */
export function withdraw(log: LogBuilder, batchId: string, transfer: TransferLine): void {
  const { producerCode, transferId, lineIds } = transfer;
  const about = { producerCode, disputeId: `DIS-${batchId}`, lineId: lineIds[0] ?? '' };
  const raised = { ...about, reason: 'weight', disputedOn: ON, disputedBy: 'clerk', transferId };
  log.add('payments.account', producerCode, event('LineDisputed', raised));
  const out = { batchId, transfer, reason: 'line_disputed', withdrawnOn: ON };
  log.add('payments.transfer-batch', batchId, event('TransferWithdrawn', out));
  decline(log, transfer);
  const ended = { outcome: 'rejected' as const, correctionLineId: null, resolution: 'weighed right' };
  log.add('payments.account', producerCode, event('DisputeResolved', { ...about, ...ended, resolvedOn: ON }));
}

/** The bank refuses a member's account. */
export function suspend(log: LogBuilder, producerCode: string): void {
  const failed = { transferId: 'B0-X', reasonCode: 'AC04', returned: true, suspendedOn: ON };
  log.add(
    'payments.bank-details',
    producerCode,
    event('BankDetailsSuspended', { producerCode, ribHash: 'h', ...failed }),
  );
}

/** Another account of the member was approved since. */
export function restore(log: LogBuilder, producerCode: string): void {
  log.add(
    'payments.bank-details',
    producerCode,
    event('BankDetailsRestored', { producerCode, restoredOn: ON }),
  );
}

/** The bank's answer to one transfer, and what the account makes of it. */
export function answer(
  log: LogBuilder,
  batchId: string,
  { lineIds, ...line }: TransferLine,
  status: 'executed' | 'rejected' | 'returned',
): void {
  const { producerCode, amountCentimes } = line;
  const recorded = other('BankAnswerRecorded', { batchId, changes: 1, notices: [] });
  if (status === 'executed') {
    const executed = event('TransferExecuted', { batchId, ...line, bookedOn: '2026-10-10' });
    log.add('payments.transfer-batch', batchId, recorded, executed);
    const postings = posts({ 'in-transfer': -amountCentimes, 'bank:main': amountCentimes });
    const confirmed = { ...line, executedOn: '2026-10-10', postings };
    log.add('payments.account', producerCode, event('PayoutConfirmed', confirmed));
    return;
  }
  const isReturned = status === 'returned';
  const rejected = { batchId, ...line, reasonCode: 'AC01', returned: isReturned };
  log.add('payments.transfer-batch', batchId, recorded, event('TransferRejected', rejected));
  const from = isReturned ? 'bank:main' : 'in-transfer';
  log.add('payments.account', producerCode, back(from, { ...line, lineIds }, 'AC01'));
}
