import { reactionsTo } from '@oce/testing';
import {
    buyerAccepted,
    invoiceIssued,
    orderFulfilled,
    orderPlaced,
    proceedsReceived,
} from '../../test/facts';
import { claimId } from './domain/claim';
import { whenRecordedThenTakeClaim } from './reactions/when-recorded-then-take-claim';

const take = (
  ...claims: {
    kind: 'ice' | 'bank_reference' | 'proceeds_id' | 'delivery_note_number';
    value: string;
    holder: string;
  }[]
) => claims.map((data) => ({ aggregate: 'claim', id: claimId(data), type: 'TakeClaim', data }));

describe('keep-claims', () => {
  it('holds the ICE of a buyer, the note of a delivery, the reference and the id of proceeds', () => {
    const holder = 'PRO-1 on F-2026-000001';
    expect(reactionsTo(whenRecordedThenTakeClaim, buyerAccepted)).toEqual(
      take({ kind: 'ice', value: '993401083000144', holder: 'BUY-01' }),
    );
    expect(reactionsTo(whenRecordedThenTakeClaim, orderFulfilled)).toEqual(
      take({ kind: 'delivery_note_number', value: 'BL-1', holder: 'ORD-1' }),
    );
    expect(reactionsTo(whenRecordedThenTakeClaim, proceedsReceived)).toEqual(
      take(
        { kind: 'proceeds_id', value: 'PRO-1', holder },
        { kind: 'bank_reference', value: 'VIR1', holder },
      ),
    );
  });

  it('holds nothing else', () => {
    expect(reactionsTo(whenRecordedThenTakeClaim, orderPlaced)).toEqual([]);
    expect(reactionsTo(whenRecordedThenTakeClaim, invoiceIssued)).toEqual([]);
  });
});
