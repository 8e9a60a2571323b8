import { Injectable } from '@nestjs/common';
import type { RecordedCommit } from '@oce/event-sourcing';
import type { HandlerOf } from '@oce/event-store';
import { idsWith, InjectAggregate, type ViewSource } from '@oce/service-kit';
import { deliveryAggregate } from '../domain/delivery';
import type { ReversedDeliveries } from './when-delivery-reversed-then-open-replacement';

/** Reads the deliveries that a batch reverses. */
@Injectable()
export class ReversedDeliveriesSource implements ViewSource<ReversedDeliveries> {
  constructor(
    @InjectAggregate(deliveryAggregate) private readonly deliveries: HandlerOf<typeof deliveryAggregate>,
  ) {}

  async viewOf(commits: readonly RecordedCommit[]): Promise<ReversedDeliveries> {
    const ids = idsWith(commits, 'DeliveryReversed');
    const loaded = ids.map(async (id) => [id, (await this.deliveries.load(id)).state] as const);
    return new Map(await Promise.all(loaded));
  }
}
