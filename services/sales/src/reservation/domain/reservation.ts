import { defineClaims, type ClaimEvent, type Reservation, type Reserved } from '@oce/claims';
import { OCE, type BuyerAccepted } from '@oce/contracts';
import { conflict } from '@oce/event-sourcing';
import { createHash } from 'node:crypto';
import type { BuyerState } from '../../buyer/domain/buyer';
import type {
  BuyerBalanceRefunded,
  BuyerBalanceSetOff,
  RefundReturned,
} from '../../buyer/domain/buyer.events';
import { isFromBalance } from '../../invoice/domain/receipts';
import type { InvoiceState, RecordProceeds } from '../../invoice/domain/invoice.commands';
import type { FulfilOrder, OrderState } from '../../order/domain/order.commands';

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

const REFUSALS: Readonly<Record<ReservedKind, { readonly name: string; readonly field: string }>> = {
  ice: { name: 'ICE', field: 'ice' },
  bank_reference: { name: 'bank reference', field: 'bankReference' },
  proceeds_id: { name: 'id of proceeds', field: 'proceedsId' },
  delivery_note_number: { name: 'number of a delivery note', field: 'deliveryNoteNumber' },
};

/** What may be used once only, refused to the second by the name of its kind: `ice_used`. */
export const reservationAggregate = defineClaims<ReservedValue, ReservedValue>(
  OCE,
  'sales',
  ({ kind }, holder) => {
    const { name, field } = REFUSALS[kind];
    return conflict(`${kind}_used`, `This ${name} is used already, by ${holder}.`, field);
  },
);

/** A reference of others in one spelling: typed with another space it is no other reference, to be used once more. */
export const spelled = (reference: string): string =>
  reference.normalize('NFC').replaceAll(/\s+/gu, ' ').trim();

/** The aggregate's id is a hash of the value, which may hold what a subject may not. */
export function reservationOf(claim: ReservedValue): Reservation<ReservedValue> {
  const { kind, value } = claim;
  return { id: createHash('sha256').update(`${kind}\n${value}`).digest('base64url'), claim };
}

/** A company is one buyer. */
export const reservedForBuyer = ({
  buyerId: holder,
  ice: value,
}: Pick<BuyerAccepted['data'], 'buyerId' | 'ice'>): Reserved<BuyerState, ReservedValue> => ({
  values: [reservationOf({ kind: 'ice', value, holder })],
  stands: ({ accepted }, { claim }) => accepted?.ice === claim.value,
});

/** A delivery note is of one order. */
export const reservedForDelivery = ({
  orderId: holder,
  deliveryNoteNumber: value,
}: Pick<FulfilOrder['data'], 'orderId' | 'deliveryNoteNumber'>): Reserved<OrderState, ReservedValue> => ({
  values: [reservationOf({ kind: 'delivery_note_number', value, holder })],
  stands: (order, { claim }) => order.delivery?.deliveryNoteNumber === claim.value,
});

/** A line of the bank's statement pays once, and proceeds are of one invoice. */
export function reservedForProceeds({
  proceedsId,
  invoiceNumber,
  bankReference,
}: Pick<RecordProceeds['data'], 'proceedsId' | 'invoiceNumber' | 'bankReference'>): Reserved<
  InvoiceState,
  ReservedValue
> {
  const holder = `${proceedsId} on ${invoiceNumber}`;
  return {
    values: [
      reservationOf({ kind: 'proceeds_id', value: proceedsId, holder }),
      ...(isFromBalance({ bankReference })
        ? []
        : [reservationOf({ kind: 'bank_reference', value: bankReference, holder })]),
    ],
    stands(invoice, { claim: { kind, value } }) {
      const received = invoice.proceeds.get(proceedsId);
      if (received === undefined || kind === 'proceeds_id') return received !== undefined;
      return received.reversed === undefined && received.told.bankReference === value;
    },
  };
}

/** A line of the bank's statement that pays a buyer back. */
export const reservedForRefund = ({
  refundId,
  buyerId,
  bankReference: value,
}: Pick<BuyerBalanceRefunded['data'], 'refundId' | 'buyerId' | 'bankReference'>): Reserved<
  BuyerState,
  ReservedValue
> => ({
  values: [reservationOf({ kind: 'bank_reference', value, holder: `refund ${refundId} of ${buyerId}` })],
  stands: ({ balance }, { claim }) => balance.refunds.get(refundId)?.bankReference === claim.value,
});

/** A line of the bank's statement by which a refund came back. */
export const reservedForReturn = ({
  returnId,
  refundId,
  buyerId,
  bankReference: value,
}: Pick<RefundReturned['data'], 'returnId' | 'refundId' | 'buyerId' | 'bankReference'>): Reserved<
  BuyerState,
  ReservedValue
> => ({
  values: [reservationOf({ kind: 'bank_reference', value, holder: `return ${returnId} of ${buyerId}` })],
  stands: ({ balance }, { claim }) => balance.returns.get(refundId)?.bankReference === claim.value,
});

/** Money that is set off is a receipt of its invoice, under an id that no receipt has. */
export const reservedForSetOff = ({
  setOffId: value,
  invoiceNumber,
}: Pick<BuyerBalanceSetOff['data'], 'setOffId' | 'invoiceNumber'>): Reserved<BuyerState, ReservedValue> => ({
  values: [reservationOf({ kind: 'proceeds_id', value, holder: `${value} on ${invoiceNumber}` })],
  stands: ({ balance }) => balance.setOffs.has(value),
});
