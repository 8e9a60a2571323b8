import { accounts, type PaymentsContractEvent } from '@oce/contracts';
import type { Projection } from '@oce/projections';
import { sumExactly } from '@oce/quantities';
import { projected } from '@oce/testing';
import {
  advance,
  advanceUndone,
  batchPrepared,
  creditReversed,
  correctionAfterClosing,
  finalShare,
  payoutConfirmed,
  payoutReturned,
  poolClosed,
  transferFileIssued,
} from '../../test/account-events';
import { statementPagesProjection } from './reads/statement-pages';
import { statementsProjection } from './reads/statements';

const statementOf = (...events: PaymentsContractEvent[]) => {
  const statement = projected(statementsProjection, events)['P-1'];
  if (!statement) throw new Error('P-1 has no statement');
  const lines = projected(statementPagesProjection, events)['P-1|0']?.lines ?? [];
  return { ...statement, lines };
};
const premium = (takenCentimes: number): PaymentsContractEvent => ({
  type: 'PremiumWithheld',
  v: 1,
  data: { producerCode: 'P-1', premiumId: 'PR-1', takenCentimes, leftCentimes: 0, lineId: 'ADV-TM-1_T-1' },
});

describe('statements', () => {
  it('shows an advance of the worked numbers with its deductions, its schedules and its ticket', () => {
    const [line] = statementOf(advance()).lines;
    expect(line).toMatchObject({
      kind: 'advance',
      label: 'avance',
      date: '2026-10-02',
      grossCentimes: 528_120,
      deductions: [
        { kind: 'insurance', reference: 'PR-1', takenCentimes: 15_000, leftCentimes: 0 },
        { kind: 'input_credit', reference: 'CR-1', takenCentimes: 158_436, leftCentimes: 81_564 },
      ],
      netCentimes: 354_684,
      balanceCentimes: 354_684,
      position: 1,
      basis: { of: 'advance', payableGrams: 1_467_000, pricePerKgCentimes: 600, advancePpm: 600_000 },
      references: {
        deliveryIds: ['TM-1_T-1'],
        priceScheduleVersion: 'PRIX-1',
        deductionScheduleVersion: 'RET-1',
      },
    });
  });

  it('keeps the running balance through advance, transfer and final share of the worked numbers', () => {
    const { lines, totals } = statementOf(advance(), payoutConfirmed(), finalShare());
    expect(lines.map((line) => [line.kind, line.netCentimes, line.balanceCentimes])).toEqual([
      ['advance', 354_684, 354_684],
      ['payout', -354_684, 0],
      ['final_share', 388_608, 388_608],
    ]);
    expect(totals).toMatchObject({
      grossCentimes: 998_292,
      deductionsCentimes: 255_000,
      paidCentimes: 354_684,
      balanceCentimes: 388_608,
    });
  });

  it('shows a correction after closing as a new line that cites the first, and what is carried over', () => {
    const { lines, totals } = statementOf(advance(), finalShare(), correctionAfterClosing());
    expect(lines).toHaveLength(3);
    expect(lines[2]).toMatchObject({
      kind: 'correction',
      grossCentimes: -68_050,
      claimCentimes: 68_050,
      netCentimes: 0,
      references: { citesLineId: 'FIN-POOL-1-P-1', poolId: 'POOL-1' },
    });
    expect(totals).toMatchObject({ claimsCentimes: 68_050, balanceCentimes: 743_292 });
  });

  it('gives back the deductions of an advance that is undone', () => {
    const { lines, totals } = statementOf(advance(), premium(15_000), advanceUndone(), premium(-15_000));
    expect(lines[1]?.deductions.map((one) => one.takenCentimes)).toEqual([-15_000, -158_436]);
    expect(totals).toMatchObject({
      balanceCentimes: 0,
      grossCentimes: 0,
      deductionsCentimes: 0,
      premiumsWithheldCentimes: 0,
    });
  });

  it.each([
    ['a line of each kind', [advance(), payoutConfirmed(), finalShare(), correctionAfterClosing()]],
    ['an advance undone', [advance(), advanceUndone()]],
  ])('explains every net: gross less deductions and claim, with %s', (_what, events) => {
    for (const line of statementOf(...events).lines) {
      const taken = sumExactly(line.deductions.map((one) => one.takenCentimes));
      expect(line.grossCentimes - taken + line.claimCentimes).toBe(line.netCentimes);
    }
  });

  it('counts a prepared transfer as under way until it is executed', () => {
    expect(statementOf(advance(), batchPrepared('P-2', 'P-1')).totals).toMatchObject({
      balanceCentimes: 354_684,
      inTransferCentimes: 354_684,
    });
    expect(statementOf(advance(), batchPrepared('P-1'), payoutConfirmed()).totals).toMatchObject({
      balanceCentimes: 0,
      inTransferCentimes: 0,
    });
  });

  it('frees what was under way when a transfer is left out of its file', () => {
    const leftOut = transferFileIssued('payable_changed');
    const { totals } = statementOf(advance(), batchPrepared('P-1'), leftOut);
    expect(totals).toMatchObject({ balanceCentimes: 354_684, inTransferCentimes: 0 });
  });

  it('restores the balance for a transfer that came back after it was executed', () => {
    const { lines, totals } = statementOf(
      advance(),
      batchPrepared('P-1'),
      payoutConfirmed(),
      payoutReturned(accounts.bank('main')),
    );
    expect(lines.at(-1)).toMatchObject({ kind: 'payout_returned', netCentimes: 354_684, date: '2026-10-01' });
    expect(totals).toMatchObject({ balanceCentimes: 354_684, paidCentimes: 0, inTransferCentimes: 0 });
  });

  it('moves no balance for a transfer that never left, and says so in a line', () => {
    const { lines, totals } = statementOf(
      advance(),
      batchPrepared('P-1'),
      payoutReturned(accounts.inTransfer),
    );
    expect(lines.at(-1)).toMatchObject({
      kind: 'payout_rejected',
      netCentimes: 0,
      balanceCentimes: 354_684,
      basis: { amountCentimes: 354_684, reasonCode: 'AC01' },
    });
    expect(totals).toMatchObject({ balanceCentimes: 354_684, inTransferCentimes: 0 });
  });

  it('gives back what had been recovered of a credit that was taken back', () => {
    const events = [advance(), creditReversed()];
    const line = projected(statementPagesProjection, events)['P-1|0']?.lines.at(-1);
    expect(line).toMatchObject({
      kind: 'claim_reversed',
      label: 'retenue_annulee',
      grossCentimes: 0,
      deductions: [{ kind: 'input_credit', reference: 'CR-1', takenCentimes: -158_436, leftCentimes: 0 }],
      netCentimes: 158_436,
      balanceCentimes: 354_684 + 158_436,
    });
    expect(projected(statementsProjection, events)['P-1']?.totals).toMatchObject({
      grossCentimes: 528_120,
      deductionsCentimes: 15_000,
      balanceCentimes: 528_120 - 15_000,
    });
  });

  it("keeps each producer's lines on their own statement", () => {
    const events = [advance('P-1'), advance('P-2', 'TM-1_T-2')];
    expect(Object.keys(projected(statementsProjection, events)).sort()).toEqual(['P-1', 'P-2']);
    const pages = projected(statementPagesProjection, events);
    expect(Object.keys(pages).sort()).toEqual(['P-1|0', 'P-2|0']);
    expect(JSON.stringify(pages['P-1|0'])).not.toContain('P-2');
    expect(JSON.stringify(pages['P-1|0'])).not.toContain('TM-1_T-2');
  });

  it('passes over what is not of a producer', () => {
    for (const projection of [statementsProjection, statementPagesProjection])
      expect(projected(projection as Projection, [poolClosed()])).toEqual({});
  });
});
