import { reactionsTo } from '@oce/testing';
import { orderFulfilled, orderPlaced, plainOrderLines } from '../../test/facts';
import { whenOrderEndsThenRelease } from './reactions/when-order-ends-then-release';

const data = { orderId: 'ORD-1', buyerId: 'BUY-01', lines: plainOrderLines };
const release = (reason: string) => [
  {
    aggregate: 'buyer',
    id: 'BUY-01',
    type: 'ReleaseCredit',
    data: { buyerId: 'BUY-01', orderId: 'ORD-1', releaseId: 'ended', cause: 'ended', amountCentimes: null },
  },
  ...['LOT-A', 'LOT-B'].map((lotId) => ({
    aggregate: 'lot-offer',
    id: lotId,
    type: 'ReleaseAllocation',
    data: { lotId, orderId: 'ORD-1', reason },
  })),
];

describe('release-order', () => {
  it('sets free what a refused order had', () => {
    const refused = { ...data, reason: 'buyer_limit_exceeded', detail: 'Too much.' };
    expect(reactionsTo(whenOrderEndsThenRelease, { type: 'OrderRefused', v: 1, data: refused })).toEqual(
      release('buyer_limit_exceeded'),
    );
  });

  it('sets free what a cancelled order had', () => {
    const cancelled = { ...data, reason: 'withdrawn', cancelledOn: '2026-09-29' };
    expect(reactionsTo(whenOrderEndsThenRelease, { type: 'OrderCancelled', v: 1, data: cancelled })).toEqual(
      release('withdrawn'),
    );
  });

  it('leaves alone what an order in force has', () => {
    expect(reactionsTo(whenOrderEndsThenRelease, orderPlaced)).toEqual([]);
    expect(reactionsTo(whenOrderEndsThenRelease, orderFulfilled)).toEqual([]);
  });
});
