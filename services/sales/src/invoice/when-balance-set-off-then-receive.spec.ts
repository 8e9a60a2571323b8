import { reactionsTo } from '@oce/testing';
import { buyerEvents } from '../buyer/domain/buyer.events';
import { whenBalanceSetOffThenReceive } from './reactions/when-balance-set-off-then-receive';

const buyerId = 'BUY-01';
const invoiceNumber = 'F-2026-000001';

describe('receiving from a balance', () => {
  it('has the invoice receive what was set off, not what is left of the balance', () => {
    const received = { setOffId: 'SO-1', invoiceNumber, amountCentimes: 5_000, setOffOn: '2026-10-20' };
    const setOff = buyerEvents.BuyerBalanceSetOff({ ...received, buyerId, balanceCentimes: 2_000 });
    expect(reactionsTo(whenBalanceSetOffThenReceive, setOff)).toEqual([
      { aggregate: 'invoice', id: invoiceNumber, type: 'ReceiveFromBalance', data: received },
    ]);
  });

  it('does not follow from a balance that is raised or refunded', () => {
    const raised = buyerEvents.BuyerBalanceRaised({
      buyerId,
      invoiceNumber,
      cause: 'overpaid',
      proceedsId: 'PRO-1',
      reversalId: null,
      amountCentimes: 7_000,
      balanceCentimes: 7_000,
    });
    const refunded = buyerEvents.BuyerBalanceRefunded({
      buyerId,
      refundId: 'RF-1',
      amountCentimes: 7_000,
      valueDate: '2026-10-20',
      bankReference: 'VIR2',
      reason: 'paid twice',
      balanceCentimes: 0,
      postings: [],
    });
    expect(reactionsTo(whenBalanceSetOffThenReceive, raised)).toEqual([]);
    expect(reactionsTo(whenBalanceSetOffThenReceive, refunded)).toEqual([]);
  });
});
