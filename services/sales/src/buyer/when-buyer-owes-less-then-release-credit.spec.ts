import { reactionsTo } from '@oce/testing';
import { creditNoteIssued, invoiceIssued, proceedsReceived } from '../../test/facts';
import { whenBuyerOwesLessThenReleaseCredit } from './reactions/when-buyer-owes-less-then-release-credit';

const release = (releaseId: string, cause: string, amountCentimes: number) => [
  {
    aggregate: 'buyer',
    id: 'BUY-01',
    type: 'ReleaseCredit',
    data: { buyerId: 'BUY-01', orderId: 'ORD-1', releaseId, cause, amountCentimes },
  },
];

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

  it('sets nothing free by an invoice', () => {
    expect(reactionsTo(whenBuyerOwesLessThenReleaseCredit, invoiceIssued)).toEqual([]);
  });
});
