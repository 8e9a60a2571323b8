import { reactionsTo } from '@oce/testing';
import { orderConfirmed, orderPlaced } from '../../test/facts';
import { whenOrderPlacedThenReserveAndAllocate } from './reactions/when-order-placed-then-reserve-and-allocate';

describe('secure-order', () => {
  it('asks the buyer for credit and each lot for weight', () => {
    const kind = 'pooled';
    expect(reactionsTo(whenOrderPlacedThenReserveAndAllocate, orderPlaced)).toEqual([
      {
        aggregate: 'buyer',
        id: 'BUY-01',
        type: 'ReserveCredit',
        data: { buyerId: 'BUY-01', orderId: 'ORD-1', buyerReference: 'PO 77', amountCentimes: 1_415_000 },
      },
      {
        aggregate: 'lot-offer',
        id: 'LOT-A',
        type: 'AllocateLot',
        data: { lotId: 'LOT-A', orderId: 'ORD-1', grams: 1_000_000, kind },
      },
      {
        aggregate: 'lot-offer',
        id: 'LOT-B',
        type: 'AllocateLot',
        data: { lotId: 'LOT-B', orderId: 'ORD-1', grams: 500_000, kind },
      },
    ]);
  });

  it('asks nobody for an order that is further on', () => {
    expect(reactionsTo(whenOrderPlacedThenReserveAndAllocate, orderConfirmed)).toEqual([]);
  });
});
