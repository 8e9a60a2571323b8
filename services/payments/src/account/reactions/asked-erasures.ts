import { Injectable } from '@nestjs/common';
import type { RecordedCommit } from '@oce/event-sourcing';
import { InjectProjection, ProjectionView, type ViewSource } from '@oce/service-kit';
import {
  awaitedDeliveriesProjection,
  heldErasuresProjection,
  type AwaitedDelivery,
  type HeldErasure,
} from '../reads/held-erasures';
import type { AskedErasures } from './when-erasure-requested-then-settle';

/** Reads whose erasure is asked for among those of a batch, and which of their deliveries no account has yet. */
@Injectable()
export class AskedErasuresSource implements ViewSource<AskedErasures> {
  constructor(
    @InjectProjection(heldErasuresProjection) private readonly erasures: ProjectionView<HeldErasure>,
    @InjectProjection(awaitedDeliveriesProjection) private readonly awaited: ProjectionView<AwaitedDelivery>,
  ) {}

  async viewOf(commits: readonly RecordedCommit[]): Promise<AskedErasures> {
    const codes = new Set(commits.flatMap(({ events }) => events.flatMap(({ data }) => personOf(data))));
    const asked = await this.erasures.all({ _id: { $in: [...codes] } });
    if (asked.length === 0) return new Map();
    const deliveries = await this.awaited.all({
      producerCode: { $in: asked.map(({ producerCode }) => producerCode) },
    });
    return new Map(
      asked.map(({ producerCode }) => [
        producerCode,
        deliveries
          .filter((one) => one.producerCode === producerCode)
          .map(({ deliveryId }) => deliveryId)
          .sort(),
      ]),
    );
  }
}

/** An erasure names the person, a delivery the producer: one code. */
function personOf(data: object): string[] {
  const { personId, producerCode } = data as { personId?: string; producerCode?: string };
  return personId !== undefined ? [personId] : producerCode !== undefined ? [producerCode] : [];
}
