import { command, given } from '@oce/testing';
import { contractAggregate } from '../src/contract/domain/contract';
import { orderAggregate } from '../src/order/domain/order';
import { reservationAggregate, type ReservedKind } from '../src/reservation/domain/reservation';
import { contractSigned, orderConfirmed, orderFulfilled, orderPlaced } from './facts';
import { closeSales, furnish, openSales, orderOf } from './sales-in-memory';

/** The field that a refusal names is the one that its sender has to change, by its name in the body. */
const names = (slug: string, field: string | undefined) => expect.objectContaining({ slug, field });

describe('a refusal names the field that stands against it', () => {
  afterEach(closeSales);

  it.each<[ReservedKind, string]>([
    ['ice', 'ice'],
    ['bank_reference', 'bankReference'],
    ['proceeds_id', 'proceedsId'],
    ['delivery_note_number', 'deliveryNoteNumber'],
  ])('where a value is used once only: %s', (kind, field) => {
    const claim = { kind, value: 'V', holder: 'one' };
    const taken = given(reservationAggregate, [{ type: 'ClaimTaken', v: 1, data: claim }]);
    const other = taken.when(command('TakeClaim', { ...claim, holder: 'other' }));
    expect(() => other.events()).toThrow(names(`${kind}_used`, field));
  });

  it('where a term of delivery has no place', () => {
    const sign = command('SignSaleContract', { ...contractSigned.data, place: '  ' });
    const unsigned = given(contractAggregate, []).when(sign);
    expect(() => unsigned.events()).toThrow(names('incoterm_place_missing', 'place'));
  });

  it.each([
    ['deliveryNoteNumber', { deliveryNoteNumber: 'BL-OTHER' }],
    ['deliveredOn', { deliveredOn: '2026-10-30' }],
  ])('where a delivery is told otherwise: %s', (field, change) => {
    const { orderId, deliveryNoteNumber, deliveredOn } = orderFulfilled.data;
    const fulfil = command('FulfilOrder', { orderId, deliveryNoteNumber, deliveredOn, ...change });
    const again = given(orderAggregate, [orderPlaced, orderConfirmed, orderFulfilled]).when(fulfil);
    expect(() => again.events()).toThrow(names('order_fulfilled_already', field));
  });

  it('where the buyer or a lot says no to an order', async () => {
    const sales = await openSales();
    await furnish(sales, { buyers: 1, limitCentimes: 1_000_000, lots: 2 });
    const place = (...order: Parameters<typeof orderOf>) =>
      sales.orders.place(orderOf(...order), sales.meta());
    await place('ORD-1', { 'LOT-1': 1 }, { buyerReference: 'PO 77' });
    const used = place('ORD-2', { 'LOT-1': 1 }, { buyerReference: 'PO 77' });
    await expect(used).rejects.toEqual(names('buyer_reference_used', 'buyerReference'));
    const heavy = place('ORD-3', { 'LOT-1': 1, 'LOT-2': 1_001 });
    await expect(heavy).rejects.toEqual(names('lot_weight_exceeded', 'lines[1].grams'));
    const much = place('ORD-4', { 'LOT-1': 900, 'LOT-2': 900 });
    await expect(much).rejects.toEqual(names('buyer_limit_exceeded', undefined));
  });
});
