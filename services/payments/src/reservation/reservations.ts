import { Injectable } from '@nestjs/common';
import { Reservations, type ClaimState } from '@oce/claims';
import type { AggregateHandler } from '@oce/event-store';
import { InjectAggregate } from '@oce/service-kit';
import {
  reservationAggregate,
  type Reservation,
  type ReservationCommand,
  type ReservationEvent,
} from './domain/reservation';

/** Reserves values of payments for the facts that need them for themselves alone. */
@Injectable()
export class PaymentsReservations extends Reservations<Reservation> {
  constructor(
    @InjectAggregate(reservationAggregate)
    reservations: AggregateHandler<ClaimState, ReservationCommand, ReservationEvent>,
  ) {
    super(reservations, ({ holder }) => ({ holder }));
  }
}
