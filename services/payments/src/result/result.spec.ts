import { ledgerFault } from '@oce/contracts';
import { command, given } from '@oce/testing';
import { resultAggregate, resultEvents, type KeepProceeds } from './domain/result';

const keep = (amountCentimes = 600): KeepProceeds =>
  command('KeepProceeds', {
    proceedsId: 'PR-1',
    invoiceNumber: 'F-1',
    parts: [{ lotId: 'LOT-1', grade: 'extra', amountCentimes, soldAs: 'RUN-2_B' }],
    valueDate: '2026-11-02',
  });
const kept = resultEvents.ProceedsKept({
  lotId: 'LOT-1',
  ...keep().data,
  amountCentimes: 600,
  postings: [
    { account: 'sales:F-1', amountCentimes: -600 },
    { account: 'result', amountCentimes: 600 },
  ],
});

describe('what the goods that OCE has bought are sold for', () => {
  it('is its own result, once, with postings that balance', () => {
    given(resultAggregate, []).when(keep()).then(kept);
    given(resultAggregate, [kept]).when(keep()).thenNothing();
    given(resultAggregate, [kept]).when(keep(700)).thenRefused('proceeds_kept_otherwise');
    given(resultAggregate, []).when(keep(0)).thenRefused('amount_zero');
    expect(ledgerFault([kept])).toBeUndefined();
  });
});
