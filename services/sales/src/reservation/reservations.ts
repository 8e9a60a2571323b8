import { Injectable } from '@nestjs/common';
import { Reservations, type Reserved } from '@oce/claims';
import { DomainError, type Command, type CommandMeta, type Event } from '@oce/event-sourcing';
import type { AggregateHandler, HandlerOf, Outcome } from '@oce/event-store';
import { InjectAggregate } from '@oce/service-kit';
import { reservationAggregate, type ReservedValue } from './domain/reservation';

/** Writes facts of sales whose values may be used once only. */
@Injectable()
export class SalesReservations extends Reservations<ReservedValue, ReservedValue> {
  constructor(
    @InjectAggregate(reservationAggregate) private readonly values: HandlerOf<typeof reservationAggregate>,
  ) {
    super(values, (claim) => claim);
  }

  /**
   * @throws DomainError first where another uses a value: whoever sends a line of the bank's statement twice hears that,
   *   and not that the invoice has been paid meanwhile
   */
  override async write<State, C extends Command, E extends Event>(
    facts: AggregateHandler<State, C, E>,
    id: string,
    command: C,
    reserved: Reserved<State, ReservedValue>,
  ): Promise<Outcome<E>> {
    try {
      return await super.write(facts, id, command, reserved);
    } catch (error) {
      if (error instanceof DomainError) await this.refuseUsed(reserved, command.meta);
      throw error;
    }
  }

  private async refuseUsed(
    { values }: Pick<Reserved<unknown, ReservedValue>, 'values'>,
    meta: CommandMeta,
  ): Promise<void> {
    for (const { id, claim } of values) {
      const { state } = await this.values.load(id);
      reservationAggregate.decide({ type: 'TakeClaim', data: claim, meta }, state);
    }
  }
}
