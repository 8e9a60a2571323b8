import { defineClaims, type ClaimEvent, type Reservation, type Reserved } from '@oce/claims';
import { OCE } from '@oce/contracts';
import { conflict } from '@oce/event-sourcing';
import { createHash } from 'node:crypto';
import type { BuyerState } from '../../buyer/domain/buyer';
import type { InvoiceState } from '../../invoice/domain/invoice.commands';
import type { OrderState } from '../../order/domain/order.commands';

/** What may be used once only, by a value that is not the id of the aggregate it belongs to. */
export type ReservedKind = 'ice' | 'bank_reference' | 'proceeds_id' | 'delivery_note_number';

export interface ReservedValue {
  readonly kind: ReservedKind;
  readonly value: string;
  /** Who uses it: the buyer, the order, or the proceeds on their invoice. */
  readonly holder: string;
}
/** A value is taken and given back with all that is said of it. */
export type ReservationEvent = ClaimEvent<ReservedValue, ReservedValue>;

const NAMES: Readonly<Record<ReservedKind, string>> = {
  ice: 'This ICE',
  bank_reference: 'This bank reference',
  proceeds_id: 'This id of proceeds',
  delivery_note_number: 'This number of a delivery note',
};

/** What may be used once only, refused to the second by the name of its kind: `ice_used`. */
export const reservationAggregate = defineClaims<ReservedValue, ReservedValue>(
  OCE,
  'sales',
  ({ kind }, holder) => conflict(`${kind}_used`, `${NAMES[kind]} is used already, by ${holder}.`),
);

/** The aggregate's id is a hash of the value, which may hold what a subject may not. */
export function reservationOf(claim: ReservedValue): Reservation<ReservedValue> {
  const { kind, value } = claim;
  return { id: createHash('sha256').update(`${kind}\n${value}`).digest('base64url'), claim };
}

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
