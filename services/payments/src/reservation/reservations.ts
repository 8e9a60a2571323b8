import { Injectable } from '@nestjs/common';
import type { ClaimState } from '@oce/claims';
import { DomainError, type CommandMeta } from '@oce/event-sourcing';
import type { AggregateHandler } from '@oce/event-store';
import { InjectAggregate } from '@oce/service-kit';
import { randomUUID } from 'node:crypto';
import {
  reservationAggregate,
  type Reservation,
  type ReservationCommand,
  type ReservationEvent,
} from './domain/reservation';

/** A value to be reserved, by the id that stands for it. */
export interface WantedReservation extends Reservation {
  readonly id: string;
}

/** Reserves values before a fact is written down, and gives back those it took where the fact does not stand. */
@Injectable()
export class Reservations {
  constructor(
    @InjectAggregate(reservationAggregate)
    private readonly reservations: AggregateHandler<ClaimState, ReservationCommand, ReservationEvent>,
  ) {}

  /**
   * Runs the work while the values are held. Those that this very call took are given back where one of the values or
   * the work is refused, unless the fact that they are for stands: another request may have written it meanwhile.
   *
   * @param stands whether the fact behind a reservation stands now
   * @throws DomainError `rib_taken`, `pool_scope_taken`, or as the work refuses
   */
  async holding<T>(
    wanted: readonly WantedReservation[],
    meta: CommandMeta,
    work: () => Promise<T>,
    stands: (reservation: WantedReservation) => Promise<boolean>,
  ): Promise<T> {
    const taken: WantedReservation[] = [];
    try {
      for (const one of wanted) if (await this.take(one, meta)) taken.push(one);
      return await work();
    } catch (error) {
      if (error instanceof DomainError) {
        for (const one of taken) if (!(await stands(one))) await this.release(one, meta);
      }
      throw error;
    }
  }

  private async take({ id, holder, purpose }: WantedReservation, meta: CommandMeta): Promise<boolean> {
    const { events } = await this.reservations.handle(id, {
      type: 'TakeClaim',
      data: { holder, purpose },
      meta: ownId(meta),
    });
    return events.length > 0;
  }

  private async release({ id, holder }: WantedReservation, meta: CommandMeta): Promise<void> {
    await this.reservations.handle(id, { type: 'ReleaseClaim', data: { holder }, meta: ownId(meta) });
  }
}

/** A value may be taken, given back and taken again by one request: each time is a command of its own. */
const ownId = (meta: CommandMeta): CommandMeta => ({
  ...meta,
  commandId: randomUUID(),
  causationId: meta.commandId,
});
