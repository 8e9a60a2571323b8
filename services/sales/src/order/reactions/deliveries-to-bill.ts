import { Injectable } from '@nestjs/common';
import type { RecordedCommit } from '@oce/event-sourcing';
import type { ShipmentReceived } from '@oce/contracts';
import type { ViewSource } from '@oce/service-kit';
import { Orders } from '../http/orders';
import type { DeliveriesToBill } from './when-shipment-received-then-fulfil-order';

/** Reads, for shipments that were received, the tax of the day and whether all of it may still be sold. */
@Injectable()
export class DeliveriesToBillSource implements ViewSource<DeliveriesToBill> {
  constructor(private readonly orders: Orders) {}

  async viewOf(commits: readonly RecordedCommit[]): Promise<DeliveriesToBill> {
    const received = commits.flatMap(({ events }) =>
      events.filter((event): event is ShipmentReceived => event.type === 'ShipmentReceived'),
    );
    const read = received.map(async ({ data: { orderId, receivedOn: deliveredOn } }) => {
      const [tax, stopped, lotIds] = await Promise.all([
        this.orders.taxOf({ orderId, deliveredOn }),
        this.orders.stoppedOf(orderId),
        this.orders.lotsOf(orderId),
      ]);
      return [orderId, { tax, stopped, lotIds }] as const;
    });
    return new Map(await Promise.all(read));
  }
}
