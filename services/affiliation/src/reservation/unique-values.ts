import { Inject, Injectable } from '@nestjs/common';
import { Reservations, type Reservation } from '@oce/claims';
import type { HandlerOf } from '@oce/event-store';
import { keyedHash } from '@oce/personal-data';
import { CONFIG, InjectAggregate, type PersonalDataConfig } from '@oce/service-kit';
import { reservationAggregate, type UniqueKind, type UniqueValue } from './domain/reservation';

/** Writes facts that need a value for themselves: a CIN, an ICE. */
@Injectable()
export class UniqueValues extends Reservations<UniqueValue> {
  constructor(
    @InjectAggregate(reservationAggregate) handler: HandlerOf<typeof reservationAggregate>,
    @Inject(CONFIG) private readonly config: Pick<PersonalDataConfig, 'OCE_CLAIM_SECRET'>,
  ) {
    super(handler, ({ holder }) => ({ holder }));
  }

  /** The reservation of a value, which has been normalised before. */
  of(kind: UniqueKind, value: string, holder: string): Reservation<UniqueValue> {
    return { id: keyedHash(this.config.OCE_CLAIM_SECRET, kind, value), claim: { kind, holder } };
  }
}
