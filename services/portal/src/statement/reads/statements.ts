import { payments, type TransferBatchPrepared } from '@oce/contracts';
import { projectionFrom } from '@oce/projections';
import { sumExactly } from '@oce/quantities';
import { groupedOnce } from '../domain/grouped-once';
import { emptyStatement, type LineDraft, type Statement } from '../domain/statement';
import { lineOf } from '../domain/statement-lines';

const transfersByProducer = groupedOnce(
  (event: TransferBatchPrepared) => event.data.transfers,
  (transfer) => transfer.producerCode,
);

/** What has each producer earned in all, and what does OCE owe them? */
export const statementsProjection = projectionFrom(
  payments.account,
  payments.takenBack,
  payments.transferBatch.TransferBatchPrepared,
  payments.transferBatch.TransferFileIssued,
  payments.cashDisposition,
)<Statement>({
  name: 'statements',
  // 3: cash at a counter.
  version: 3,
  keys(event) {
    switch (event.type) {
      case 'TransferBatchPrepared':
        return [...transfersByProducer(event).keys()];
      case 'TransferFileIssued':
        return [...new Set(event.data.excluded.map((one) => one.producerCode))];
      default:
        return [event.data.producerCode];
    }
  },
  project(document, event, _envelope, producerCode) {
    const statement = document ?? emptyStatement(producerCode);
    switch (event.type) {
      case 'PremiumWithheld':
        return withPremium(statement, event.data.takenCentimes);
      case 'TransferBatchPrepared': {
        const mine = transfersByProducer(event).get(producerCode) ?? [];
        const prepared = mine.map((one) => [one.transferId, one.amountCentimes] as const);
        return underWay(statement, Object.fromEntries(prepared));
      }
      case 'TransferFileIssued': {
        const mine = event.data.excluded.filter((one) => one.producerCode === producerCode);
        const ended = mine.map((one) => one.transferId);
        return underWay(statement, {}, ended);
      }
      case 'CashDispositionPrepared':
        return underWay(statement, { [event.data.transferId]: event.data.amountCentimes });
      case 'CashPaidOut':
        // The account's own word for it is the line.
        return statement;
      case 'CashDispositionCancelled':
      case 'CashDispositionExpired':
        return underWay(statement, {}, [event.data.transferId]);
      case 'PayoutConfirmed':
      case 'PayoutReturned':
        return withLine(underWay(statement, {}, [event.data.transferId]), lineOf(event));
      default:
        return withLine(statement, lineOf(event));
    }
  },
});

/** The totals after a line. */
function withLine(statement: Statement, line: LineDraft): Statement {
  const { totals } = statement;
  const balanceCentimes = sumExactly([totals.balanceCentimes, line.netCentimes]);
  const sums =
    line.basis.of === 'transfer' || line.basis.of === 'cash'
      ? { paidCentimes: totals.paidCentimes - line.netCentimes }
      : {
          grossCentimes: totals.grossCentimes + line.grossCentimes,
          deductionsCentimes:
            totals.deductionsCentimes + sumExactly(line.deductions.map((one) => one.takenCentimes)),
          claimsCentimes: totals.claimsCentimes + line.claimCentimes,
        };
  return { ...statement, totals: { ...totals, ...sums, balanceCentimes } };
}

function withPremium(statement: Statement, takenCentimes: number): Statement {
  const { totals } = statement;
  const premiumsWithheldCentimes = totals.premiumsWithheldCentimes + takenCentimes;
  return { ...statement, totals: { ...totals, premiumsWithheldCentimes } };
}

/** Takes up transfers, and cash, that were prepared, and takes out those that have ended. */
function underWay(
  statement: Statement,
  prepared: Readonly<Record<string, number>>,
  ended: readonly string[] = [],
): Statement {
  const transfers = Object.entries({ ...statement.underWay, ...prepared }).filter(
    ([transferId]) => !ended.includes(transferId),
  );
  const inTransferCentimes = sumExactly(transfers.map(([, amountCentimes]) => amountCentimes));
  return {
    ...statement,
    underWay: Object.fromEntries(transfers),
    totals: { ...statement.totals, inTransferCentimes },
  };
}
