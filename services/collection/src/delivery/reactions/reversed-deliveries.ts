import { Injectable } from '@nestjs/common';
import type { RecordedCommit } from '@oce/event-sourcing';
import type { AggregateHandler } from '@oce/event-store';
import { InjectAggregate, type ViewSource } from '@oce/service-kit';
import type { DeliveryCommand } from '../domain/delivery.commands';
import { deliveryAggregate } from '../domain/delivery';
import type { DeliveryEvent } from '../domain/delivery.events';
import type { DeliveryState } from '../domain/delivery.state';
import type { ReversedDeliveries } from './when-delivery-reversed-then-stand-in';

/** Reads the deliveries that a batch reverses. */
@Injectable()
export class ReversedDeliveriesSource implements ViewSource<ReversedDeliveries> {
  constructor(
    @InjectAggregate(deliveryAggregate)
    private readonly deliveries: AggregateHandler<DeliveryState, DeliveryCommand, DeliveryEvent>,
  ) {}

  async viewOf(commits: readonly RecordedCommit[]): Promise<ReversedDeliveries> {
    const ids = commits
      .filter((commit) => commit.events.some((event) => event.type === 'DeliveryReversed'))
      .map((commit) => commit.ref.id);
    const loaded = await Promise.all(
      ids.map(async (id) => [id, (await this.deliveries.load(id)).state] as const),
    );
    return new Map(loaded);
  }
}
