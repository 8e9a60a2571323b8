import { Injectable } from '@nestjs/common';
import { Reservations, type ClaimState } from '@oce/claims';
import type { AggregateHandler } from '@oce/event-store';
import { InjectAggregate } from '@oce/service-kit';
import {
  reservationAggregate,
  type ReservationCommand,
  type ReservationEvent,
  type ReservedValue,
} from './domain/reservation';

/** Writes facts of sales whose values may be used once only. */
@Injectable()
export class SalesReservations extends Reservations<ReservedValue, ReservedValue> {
  constructor(
    @InjectAggregate(reservationAggregate)
    claims: AggregateHandler<ClaimState, ReservationCommand, ReservationEvent>,
  ) {
    super(claims, (claim) => claim);
  }
}
