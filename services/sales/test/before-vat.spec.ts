import { kindOf, KnownEvents, type AnyFamily } from '@oce/event-sourcing';
import { projected } from '@oce/testing';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { invoiceAggregate } from '../src/invoice/domain/invoice';
import { invoiceEvents, type InvoiceEvent } from '../src/invoice/domain/invoice.events';
import { invoicesProjection } from '../src/invoice/reads/invoices';
import { creditNoteRegisterEvents, invoiceRegisterEvents } from '../src/registers/domain/registers';
import { orderFulfilled } from './facts';

const known = new KnownEvents().listenTo(invoiceEvents, invoiceRegisterEvents, creditNoteRegisterEvents);
const read = (family: AnyFamily, type: string, data: object) =>
  known.read({ type, v: 1, data }, { ...kindOf(family), id: 'x' });
const golden = (type: string): object =>
  (
    JSON.parse(readFileSync(join(__dirname, `../../../libs/contracts/golden/${type}.v1.json`), 'utf8')) as {
      data: object;
    }
  ).data;

describe('an invoice of before there was VAT', () => {
  const issued = read(invoiceEvents, 'InvoiceIssued', golden('InvoiceIssued')) as InvoiceEvent;
  const received = read(invoiceEvents, 'ProceedsReceived', golden('ProceedsReceived')) as InvoiceEvent;

  it('is read as one without tax, whose amount is net, and shown as before', () => {
    const [document] = Object.values(projected(invoicesProjection, [issued, received]));
    expect(document).toMatchObject({
      amountCentimes: 1_275_000,
      netCentimes: 1_275_000,
      vatCentimes: 0,
      receivedCentimes: 1_250_000,
      openCentimes: 25_000,
      seller: null,
      buyer: null,
      vat: null,
      missing: [],
    });
  });

  it('has the same open on its lines as ever', () => {
    const state = [issued, received].reduce(invoiceAggregate.evolve, invoiceAggregate.initial);
    expect(state.openCentimes).toEqual([25_000]);
    expect(state.openVatCentimes).toEqual([0]);
  });

  it('has its number and its credits in registers that are read as well', () => {
    const { tax: _tax, ...order } = orderFulfilled.data;
    const taken = { number: 1, invoiceNumber: 'F-1', issuedOn: '2026-10-02', order };
    expect(read(invoiceRegisterEvents, 'InvoiceNumberTaken', taken)).toMatchObject({
      v: 2,
      data: { order: { orderId: 'ORD-1', tax: null } },
    });
    const credit = { creditId: 'CR-1', lines: [{ lotId: 'LOT-A', amountCentimes: 5 }], amountCentimes: 5 };
    const noted = { number: 1, creditNoteNumber: 'AV-1', issuedOn: '2026-10-02', credit };
    const lines = [{ lotId: 'LOT-A', amountCentimes: 5, vatCentimes: 0 }];
    expect(read(creditNoteRegisterEvents, 'CreditNoteNumberTaken', noted)).toMatchObject({
      v: 2,
      data: { credit: { lines } },
    });
    expect(read(invoiceEvents, 'CreditGranted', credit)).toMatchObject({ v: 2, data: { lines } });
  });
});
