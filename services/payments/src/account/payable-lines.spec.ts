import { sumExactly } from '@oce/quantities';
import fc from 'fast-check';
import { OrderedMap } from 'immutable';
import { reservePayout } from './domain/payout';
import { initialAccount, type AccountState, type Line } from './domain/account.state';
import { payableLines } from './domain/payable-lines';

const lineOf = (number: number, netCentimes: number, more: Partial<Line> = {}): Line => ({
  lineId: `ADV-TM-1_T-${String(number).padStart(6, '0')}`,
  kind: 'advance',
  campaignId: 'OLIVE-2026',
  deliveryId: null,
  poolId: null,
  grossCentimes: netCentimes,
  netCentimes,
  deductions: [],
  status: 'payable',
  disputeId: null,
  transferId: null,
  postedOn: '2026-10-01',
  ...more,
});
const accountOf = (lines: readonly Line[]): AccountState => ({
  ...initialAccount,
  lines: OrderedMap(lines.map((line) => [line.lineId, line])),
  payableCentimes: sumExactly(
    lines.filter(({ status }) => status === 'payable').map((line) => line.netCentimes),
  ),
});
const linesOf = (...centimes: number[]): AccountState =>
  accountOf(centimes.map((netCentimes, number) => lineOf(number, netCentimes)));
/** Room for so many of the lines of these specs. */
const room = (lines: number): number => lines * (lineOf(0, 0).lineId.length + 3);
const numbers = (lineIds: readonly string[]): number[] => lineIds.map((lineId) => Number(lineId.slice(-6)));

describe('the lines of one payout', () => {
  it('are all that are payable, the oldest first', () => {
    expect(payableLines(linesOf(300, -100, 200))).toEqual({
      lineIds: [lineOf(0, 0).lineId, lineOf(1, 0).lineId, lineOf(2, 0).lineId],
      payableCentimes: 400,
      laterCentimes: 0,
    });
  });

  it('are, of more than it names, all that lower the sum and the largest; the rest waits', () => {
    const { lineIds, ...sums } = payableLines(linesOf(300, -100, 200, 500, 1), room(3));
    expect(numbers(lineIds)).toEqual([0, 1, 3]);
    expect(sums).toEqual({ payableCentimes: 700, laterCentimes: 201 });
  });

  it('are none where those that lower the sum fill it by themselves', () => {
    expect(payableLines(linesOf(900, -1, -1, -1), room(2))).toEqual({
      lineIds: [],
      payableCentimes: 0,
      laterCentimes: 897,
    });
  });

  it('fit a commit, with 20,000 on the account: the reservation says all of them in less than half a megabyte', () => {
    let state = accountOf(Array.from({ length: 20_000 }, (_, number) => lineOf(number, 1_000)));
    let payouts = 0;
    let paidCentimes = 0;
    while (state.payableCentimes > 0) {
      const { lineIds, payableCentimes: amountCentimes } = payableLines(state);
      const ids = { transferId: `T${payouts}`, endToEndId: `E${payouts}`, producerCode: 'P-0001' };
      const events = reservePayout({ data: { ...ids, amountCentimes, lineIds } }, state);
      expect(JSON.stringify(events).length).toBeLessThan(500_000);
      const gone = new Set(lineIds);
      state = accountOf([...state.lines.values()].filter(({ lineId }) => !gone.has(lineId)));
      payouts += 1;
      paidCentimes += amountCentimes;
    }
    expect([paidCentimes, payouts]).toEqual([20_000_000, 2]);
  });

  it('never come to more than is payable, and name each line once', () => {
    const centimes = fc.array(fc.integer({ min: -1_000, max: 1_000 }), { maxLength: 40 });
    fc.assert(
      fc.property(centimes, fc.integer({ min: 1, max: 45 }), (nets, most) => {
        const state = linesOf(...nets);
        const { lineIds, payableCentimes, laterCentimes } = payableLines(state, room(most));
        expect(lineIds.length).toBeLessThanOrEqual(most);
        expect(new Set(lineIds).size).toBe(lineIds.length);
        expect(payableCentimes + laterCentimes).toBe(state.payableCentimes);
        expect(sumExactly(lineIds.map((id) => state.lines.get(id)?.netCentimes ?? NaN))).toBe(
          payableCentimes,
        );
        if (lineIds.length > 0) expect(laterCentimes).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
