import { reactionsTo } from '@oce/testing';
import { creditNoteIssued, invoiceIssued, proceedsReceived, proceedsReversed } from '../../test/facts';
import { invoiceEvents } from '../invoice/domain/invoice.events';
import { whenBuyerOwesLessThenReleaseCredit } from './reactions/when-buyer-owes-less-then-release-credit';

const release = (releaseId: string, cause: string, amountCentimes: number) => [
  {
    aggregate: 'buyer',
    id: 'BUY-01',
    type: 'ReleaseCredit',
    data: { buyerId: 'BUY-01', orderId: 'ORD-1', releaseId, cause, amountCentimes },
  },
];
const toBuyer = (type: string, data: object) => ({ aggregate: 'buyer', id: 'BUY-01', type, data });
const cited = { buyerId: 'BUY-01', invoiceNumber: 'F-2026-000001', proceedsId: 'PRO-1' };

describe('free-credit', () => {
  it("sets free on the buyer's limit what was paid", () => {
    expect(reactionsTo(whenBuyerOwesLessThenReleaseCredit, proceedsReceived)).toEqual(
      release('PRO-1', 'paid', 100_000),
    );
  });

  it('sets free what was credited', () => {
    expect(reactionsTo(whenBuyerOwesLessThenReleaseCredit, creditNoteIssued)).toEqual(
      release('AV-2026-000001', 'credited', 85_000),
    );
  });

  it('puts into the balance what was paid too much', () => {
    const { proceedsId, invoiceNumber, currency, rate, valueDate, bankReference } = proceedsReceived.data;
    const told = { proceedsId, invoiceNumber, buyerId: 'BUY-01', currency, rate, valueDate, bankReference };
    const kept = invoiceEvents.OverpaymentKept({ ...told, amountCentimes: 5_000, postings: [] });
    expect(reactionsTo(whenBuyerOwesLessThenReleaseCredit, kept)).toEqual([
      toBuyer('RaiseBalance', { ...cited, reversalId: null, cause: 'overpaid', amountCentimes: 5_000 }),
    ]);
  });

  it('has a reversed receipt owed again, and what it had left with the buyer taken back', () => {
    const { data } = proceedsReversed;
    const reversed = { ...proceedsReversed, data: { ...data, balanceCentimes: 7_000 } };
    const owed = { buyerId: 'BUY-01', orderId: 'ORD-1', proceedsId: 'PRO-1', reversalId: 'REV-1' };
    expect(reactionsTo(whenBuyerOwesLessThenReleaseCredit, reversed)).toEqual([
      toBuyer('OweAgain', { ...owed, amountCentimes: 100_000 }),
      toBuyer('LowerBalance', { ...cited, reversalId: 'REV-1', amountCentimes: 7_000 }),
    ]);
  });

  it.each([
    ['credited', 'credited'],
    ['reversed', 'set_off_reversed'],
  ] as const)('puts into the balance what is %s into it, as %s', (cause, as) => {
    const { data } = proceedsReversed;
    const reversed = { ...proceedsReversed, data: { ...data, cause, into: 'balance' as const } };
    expect(reactionsTo(whenBuyerOwesLessThenReleaseCredit, reversed)).toContainEqual(
      toBuyer('RaiseBalance', { ...cited, reversalId: 'REV-1', cause: as, amountCentimes: 100_000 }),
    );
  });

  it('sets nothing free by an invoice', () => {
    expect(reactionsTo(whenBuyerOwesLessThenReleaseCredit, invoiceIssued)).toEqual([]);
  });
});
