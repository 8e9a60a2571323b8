import { payments, type TransferBatchPrepared } from '@oce/contracts';
import { projectionFrom, type Envelope } from '@oce/projections';
import { businessDate, sumExactly } from '@oce/quantities';
import { groupedOnce } from '../domain/grouped-once';
import { emptyStatement, type LineDraft, type Statement } from '../domain/statement';
import { lineOf } from '../domain/statement-lines';

const transfersByProducer = groupedOnce(
  (event: TransferBatchPrepared) => event.data.transfers,
  (transfer) => transfer.producerCode,
);

/** What has each producer earned, line by line, and what does OCE owe them? */
export const statementsProjection = projectionFrom(
  payments.account,
  payments.transferBatch.TransferBatchPrepared,
  payments.transferBatch.TransferFileIssued,
)<Statement>({
  name: 'statements',
  version: 1,
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
  project(document, event, envelope, producerCode) {
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
      case 'PayoutConfirmed':
      case 'PayoutReturned':
        return withLine(underWay(statement, {}, [event.data.transferId]), lineOf(event), envelope);
      default:
        return withLine(statement, lineOf(event), envelope);
    }
  },
});

/** Appends a line with its running balance. */
function withLine(statement: Statement, draft: LineDraft, { position, at }: Envelope): Statement {
  const { totals, lines } = statement;
  const balanceCentimes = sumExactly([totals.balanceCentimes, draft.netCentimes]);
  const line = { ...draft, date: draft.date ?? businessDate(at), position, balanceCentimes };
  const sums =
    draft.basis.of === 'transfer'
      ? { paidCentimes: totals.paidCentimes - draft.netCentimes }
      : {
          grossCentimes: totals.grossCentimes + draft.grossCentimes,
          deductionsCentimes:
            totals.deductionsCentimes + sumExactly(draft.deductions.map((one) => one.takenCentimes)),
          claimsCentimes: totals.claimsCentimes + draft.claimCentimes,
        };
  return { ...statement, lines: [...lines, line], totals: { ...totals, ...sums, balanceCentimes } };
}

function withPremium(statement: Statement, takenCentimes: number): Statement {
  const { totals } = statement;
  const premiumsWithheldCentimes = totals.premiumsWithheldCentimes + takenCentimes;
  return { ...statement, totals: { ...totals, premiumsWithheldCentimes } };
}

/** Takes up transfers that were prepared, and takes out those that have ended. */
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
