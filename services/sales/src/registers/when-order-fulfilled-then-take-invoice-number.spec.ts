import { reactionsTo } from '@oce/testing';
import { orderConfirmed, orderFulfilled } from '../../test/facts';
import { whenOrderFulfilledThenTakeInvoiceNumber } from './reactions/when-order-fulfilled-then-take-invoice-number';

describe('bill-on-delivery', () => {
  it('takes a number in the register of the year of delivery', () => {
    const data = { order: orderFulfilled.data };
    expect(reactionsTo(whenOrderFulfilledThenTakeInvoiceNumber, orderFulfilled)).toEqual([
      { aggregate: 'invoice-register', id: '2026', type: 'TakeInvoiceNumber', data },
    ]);
  });

  it('bills nothing that has not left', () => {
    expect(reactionsTo(whenOrderFulfilledThenTakeInvoiceNumber, orderConfirmed)).toEqual([]);
  });
});
