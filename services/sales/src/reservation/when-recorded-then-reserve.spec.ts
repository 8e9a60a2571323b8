import { reactionsTo } from '@oce/testing';
import {
  buyerAccepted,
  invoiceIssued,
  orderFulfilled,
  orderPlaced,
  proceedsReceived,
  proceedsReversed,
} from '../../test/facts';
import { buyerEvents } from '../buyer/domain/buyer.events';
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

  it("gives the bank's reference of a reversed receipt back, and keeps its id", () => {
    const claim = { kind: 'bank_reference', value: 'VIR1', holder: 'PRO-1 on F-2026-000001' } as const;
    const { id } = reservationOf(claim);
    expect(reactionsTo(whenRecordedThenReserve, proceedsReversed)).toEqual([
      { aggregate: 'claim', id, type: 'ReleaseClaim', data: claim },
    ]);
    const { data } = proceedsReversed;
    const credited = { ...proceedsReversed, data: { ...data, bankReference: null } };
    expect(reactionsTo(whenRecordedThenReserve, credited)).toEqual([]);
  });

  it('holds the reference of a refund and of its return, and the id of a set-off', () => {
    const about = { buyerId: 'BUY-01', amountCentimes: 1, balanceCentimes: 0 };
    const bank = {
      ...about,
      valueDate: '2026-10-20',
      bankReference: 'VIR7',
      reason: 'paid twice',
      postings: [],
    };
    const { BuyerBalanceRefunded, RefundReturned, BuyerBalanceSetOff } = buyerEvents;
    expect(reactionsTo(whenRecordedThenReserve, BuyerBalanceRefunded({ ...bank, refundId: 'R-1' }))).toEqual(
      take({ kind: 'bank_reference', value: 'VIR7', holder: 'refund R-1 of BUY-01' }),
    );
    const returned = RefundReturned({ ...bank, refundId: 'R-1', returnId: 'RR-1' });
    expect(reactionsTo(whenRecordedThenReserve, returned)).toEqual(
      take({ kind: 'bank_reference', value: 'VIR7', holder: 'return RR-1 of BUY-01' }),
    );
    const invoiceNumber = 'F-2026-000001';
    const setOff = { ...about, setOffId: 'SO-1', invoiceNumber, setOffOn: '2026-10-20' };
    expect(reactionsTo(whenRecordedThenReserve, BuyerBalanceSetOff(setOff))).toEqual(
      take({ kind: 'proceeds_id', value: 'SO-1', holder: 'SO-1 on F-2026-000001' }),
    );
  });

  it('holds nothing else', () => {
    expect(reactionsTo(whenRecordedThenReserve, orderPlaced)).toEqual([]);
    expect(reactionsTo(whenRecordedThenReserve, invoiceIssued)).toEqual([]);
  });
});
