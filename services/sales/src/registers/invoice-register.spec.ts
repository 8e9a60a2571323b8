import { command, given } from '@oce/testing';
import { orderFulfilled } from '../../test/facts';
import { invoiceRegisterAggregate } from './domain/invoice-register';
import type { InvoiceNumberTaken } from './domain/invoice-register.events';

const order = orderFulfilled.data;
const next = { ...order, orderId: 'ORD-2' };
const taken: InvoiceNumberTaken = {
  type: 'InvoiceNumberTaken',
  v: 1,
  data: { number: 1, invoiceNumber: 'F-2026-000001', issuedOn: '2026-10-02', order },
};

describe("the register of a year's invoices", () => {
  it('begins with one', () => {
    given(invoiceRegisterAggregate, []).when(command('TakeInvoiceNumber', { order })).then(taken);
  });

  it('gives an order one number', () => {
    given(invoiceRegisterAggregate, [taken]).when(command('TakeInvoiceNumber', { order })).thenNothing();
  });

  it('dates an invoice no earlier than the one before it', () => {
    given(invoiceRegisterAggregate, [taken])
      .when(command('TakeInvoiceNumber', { order: { ...next, deliveredOn: '2026-09-30' } }))
      .then({
        type: 'InvoiceNumberTaken',
        v: 1,
        data: {
          number: 2,
          invoiceNumber: 'F-2026-000002',
          issuedOn: '2026-10-02',
          order: { ...next, deliveredOn: '2026-09-30' },
        },
      });
  });
});
