import { Injectable } from '@nestjs/common';
import { Reservations } from '@oce/claims';
import type { HandlerOf } from '@oce/event-store';
import { InjectAggregate } from '@oce/service-kit';
import { reservationAggregate, type Reservation } from './domain/reservation';

/** Reserves values of transport for the facts that need them for themselves alone. */
@Injectable()
export class TransportReservations extends Reservations<Reservation> {
  constructor(@InjectAggregate(reservationAggregate) reservations: HandlerOf<typeof reservationAggregate>) {
    super(reservations, ({ holder }) => ({ holder }));
  }
}
