import { grownGolden, projected, unheardBelow } from '@oce/testing';
import { contractsProjection } from '../src/contract/reads/contracts';
import { invoicesProjection } from '../src/invoice/reads/invoices';
import { lotsProjection } from '../src/lot-offer/reads/lots';
import { openOrdersProjection, ordersProjection } from '../src/order/reads/orders';
import { lotRecorded } from './facts';

// The queries choose the fields of a document; what stands in lists and objects below them is chosen by its projection.
describe('a new field of an event', () => {
  it.each([
    ['contracts', contractsProjection, [grownGolden('SaleContractSigned')]],
    ['orders', ordersProjection, [grownGolden('OrderPlaced'), grownGolden('OrderRefused')]],
    ['open orders', openOrdersProjection, [grownGolden('OrderPlaced')]],
    ['lots', lotsProjection, [lotRecorded('LOT-1', 'extra', 1_000_000), grownGolden('LotAllocated')]],
    [
      'invoices',
      invoicesProjection,
      [grownGolden('InvoiceIssued'), grownGolden('ProceedsReceived'), grownGolden('CreditNoteIssued')],
    ],
  ])('reaches no page from below: %s', (_name, projection, events) => {
    const documents = projected(projection as never, events) as Record<string, object>;
    expect(Object.keys(documents)).not.toEqual([]);
    expect(unheardBelow(documents)).toEqual([]);
  });
});
