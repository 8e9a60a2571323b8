import { defineClaims } from '@oce/claims';
import { joinedId, OCE } from '@oce/contracts';
import { conflict } from '@oce/event-sourcing';

export interface Reservation {
  /** The shipment that has it. */
  readonly holder: string;
  readonly purpose: 'seal' | 'order';
}

/** What only one shipment may have: a seal for good, an order until the shipment is cancelled or back. */
export const reservationAggregate = defineClaims<Reservation>(OCE, 'transport', ({ purpose }, holder) =>
  purpose === 'seal'
    ? conflict('seal_used', `This seal was set on ${holder}: none is used twice.`, 'sealNumber')
    : conflict('order_on_its_way', `${holder} is for this order already: cancel it first.`, 'orderId'),
);

/** The id of a seal's reservation: ab12 and AB12 are one seal. */
export const sealReservationId = (sealNumber: string): string =>
  joinedId('--', ['seal', sealNumber.toUpperCase()]);
/** The id of an order's reservation. */
export const orderReservationId = (orderId: string): string => joinedId('--', ['order', orderId]);
