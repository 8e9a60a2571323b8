import { reactionsTo } from '@oce/testing';
import {
  buyerAccepted,
  invoiceIssued,
  orderFulfilled,
  orderPlaced,
  proceedsReceived,
} from '../../test/facts';
import { reservationOf, type ReservedValue } from './domain/reservation';
import { whenRecordedThenReserve } from './reactions/when-recorded-then-reserve';

const take = (...values: ReservedValue[]) =>
  values.map((data) => ({ aggregate: 'claim', id: reservationOf(data).id, type: 'TakeClaim', data }));

describe('keep-claims', () => {
  it('holds the ICE of a buyer, the note of a delivery, the reference and the id of proceeds', () => {
    const holder = 'PRO-1 on F-2026-000001';
    expect(reactionsTo(whenRecordedThenReserve, buyerAccepted)).toEqual(
      take({ kind: 'ice', value: '993401083000144', holder: 'BUY-01' }),
    );
    expect(reactionsTo(whenRecordedThenReserve, orderFulfilled)).toEqual(
      take({ kind: 'delivery_note_number', value: 'BL-1', holder: 'ORD-1' }),
    );
    expect(reactionsTo(whenRecordedThenReserve, proceedsReceived)).toEqual(
      take(
        { kind: 'proceeds_id', value: 'PRO-1', holder },
        { kind: 'bank_reference', value: 'VIR1', holder },
      ),
    );
  });

  it('holds nothing else', () => {
    expect(reactionsTo(whenRecordedThenReserve, orderPlaced)).toEqual([]);
    expect(reactionsTo(whenRecordedThenReserve, invoiceIssued)).toEqual([]);
  });
});
