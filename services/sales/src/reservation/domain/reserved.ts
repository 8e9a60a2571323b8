import type { Reserved } from '@oce/claims';
import type { BuyerState } from '../../buyer/domain/buyer';
import type { InvoiceState } from '../../invoice/domain/invoice.commands';
import type { OrderState } from '../../order/domain/order.commands';
import { reservationOf, type ReservedValue } from './reservation';

/** A company is one buyer. */
export const reservedForBuyer = (buyer: {
  buyerId: string;
  ice: string;
}): Reserved<BuyerState, ReservedValue> => ({
  values: [reservationOf({ kind: 'ice', value: buyer.ice, holder: buyer.buyerId })],
  stands: ({ accepted }, { claim }) => accepted?.ice === claim.value,
});

/** A delivery note is of one order. */
export const reservedForDelivery = (delivery: {
  orderId: string;
  deliveryNoteNumber: string;
}): Reserved<OrderState, ReservedValue> => ({
  values: [
    reservationOf({
      kind: 'delivery_note_number',
      value: delivery.deliveryNoteNumber,
      holder: delivery.orderId,
    }),
  ],
  stands: (order, { claim }) => order.delivery?.deliveryNoteNumber === claim.value,
});

/** A line of the bank's statement pays once, and proceeds are of one invoice. */
export function reservedForProceeds(proceeds: {
  proceedsId: string;
  invoiceNumber: string;
  bankReference: string;
}): Reserved<InvoiceState, ReservedValue> {
  const { proceedsId, invoiceNumber, bankReference } = proceeds;
  const holder = `${proceedsId} on ${invoiceNumber}`;
  return {
    values: [
      reservationOf({ kind: 'proceeds_id', value: proceedsId, holder }),
      reservationOf({ kind: 'bank_reference', value: bankReference, holder }),
    ],
    stands(invoice, { claim: { kind, value } }) {
      const received = invoice.proceeds.get(proceedsId);
      return received !== undefined && (kind === 'proceeds_id' || received.bankReference === value);
    },
  };
}
