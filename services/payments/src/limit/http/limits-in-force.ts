import { Injectable } from '@nestjs/common';
import { LIMITS_ID } from '@oce/event-sourcing';
import type { HandlerOf } from '@oce/event-store';
import { InjectAggregate } from '@oce/service-kit';
import { limits, type LimitFacts } from '../domain/limits';

/** What commands are told of limits. */
@Injectable()
export class LimitsInForce {
  constructor(@InjectAggregate(limits) private readonly handler: HandlerOf<typeof limits>) {}

  async facts(): Promise<LimitFacts> {
    return { limits: (await this.handler.load(LIMITS_ID)).state.versions };
  }
}
