import { Inject, Injectable } from '@nestjs/common';
import { Reservations, type Reservation } from '@oce/claims';
import type { CommandMeta } from '@oce/event-sourcing';
import type { HandlerOf } from '@oce/event-store';
import { keyedHash } from '@oce/personal-data';
import { CONFIG, InjectAggregate, type PersonalDataConfig } from '@oce/service-kit';
import { randomUUID } from 'node:crypto';
import { reservationAggregate, type UniqueKind, type UniqueValue } from './domain/reservation';

/** Writes facts that need a value for themselves: a CIN, an ICE. */
@Injectable()
export class UniqueValues extends Reservations<UniqueValue> {
  constructor(
    @InjectAggregate(reservationAggregate)
    private readonly handler: HandlerOf<typeof reservationAggregate>,
    @Inject(CONFIG) private readonly config: Pick<PersonalDataConfig, 'OCE_CLAIM_SECRET'>,
  ) {
    super(handler, ({ holder }) => ({ holder }));
  }

  /** Who has a value now; undefined where it is free. */
  async holderOf({ id }: Pick<Reservation<UniqueValue>, 'id'>): Promise<string | undefined> {
    return (await this.handler.load(id)).state.holder;
  }

  /** Gives a value back for a holder whose right to it has ended; `request` is what it was found by. */
  async giveBack({ id }: Pick<Reservation<UniqueValue>, 'id'>, holder: string, request: CommandMeta) {
    const { actor, now, correlationId, commandId: causationId } = request;
    const meta = { commandId: randomUUID(), actor, now, correlationId, causationId };
    await this.handler.handle(id, { type: 'ReleaseClaim', data: { holder }, meta });
  }

  /** The reservation of a value, which has been normalised before. */
  of(kind: UniqueKind, value: string, holder: string): Reservation<UniqueValue> {
    return { id: keyedHash(this.config.OCE_CLAIM_SECRET, kind, value), claim: { kind, holder } };
  }
}
