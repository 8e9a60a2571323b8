import type { RecordedCommit } from '@oce/event-sourcing';
import { Schedules } from '../accounts/schedules';
import { dateOf } from '../dates';
import type { DataOf } from '../events';
import { Words } from '../words';
import { NEVER, type CountedDelivery } from './count';

/** Who delivered what, with the positions that tell how it stood at any point of the log. */
export class DeliveriesInTime {
  readonly schedules = new Schedules();
  private readonly byId = new Map<string, CountedDelivery>();
  private readonly words = new Words();
  readonly traceableSince = new Map<string, number>();

  all(): Iterable<CountedDelivery> {
    return this.byId.values();
  }

  graded(data: DataOf<'DeliveryGraded'>, { position }: RecordedCommit): void {
    // One that stands for another has counted since the reversal that named it.
    if (this.byId.has(data.deliveryId)) return;
    const { deliveryId, payableGrams } = data;
    const price = this.schedules.priceOf(data, dateOf(data.weighedAt), position, NEVER);
    this.byId.set(deliveryId, {
      deliveryId,
      producerCode: this.words.of(data.producerCode),
      campaignId: this.words.of(data.campaignId),
      grade: this.words.of(data.grade),
      payableGrams,
      coefficientPpm: price?.coefficientPpm,
      countsFrom: position,
      reversedAt: NEVER,
      lotId: undefined,
      lotClosedAt: NEVER,
      standsFor: undefined,
    });
  }

  reversed({ deliveryId, replacement }: DataOf<'DeliveryReversed'>, { position }: RecordedCommit): void {
    const original = this.byId.get(deliveryId);
    if (original === undefined) return;
    original.reversedAt = position;
    if (replacement === null) return;
    this.byId.set(replacement.deliveryId, {
      ...original,
      ...{ deliveryId: replacement.deliveryId, payableGrams: replacement.payableGrams, countsFrom: position },
      ...{ reversedAt: NEVER, lotId: undefined, lotClosedAt: NEVER, standsFor: original },
    });
  }

  lotClosed({ lotId, deliveries }: DataOf<'LotClosed'>, { position }: RecordedCommit): void {
    for (const { deliveryId } of deliveries) {
      const delivery = this.byId.get(deliveryId);
      if (delivery === undefined) continue;
      delivery.lotId = lotId;
      delivery.lotClosedAt = position;
    }
  }

  offered({ lotId, kind }: DataOf<'LotOffered'>, { position }: RecordedCommit): void {
    if (kind === 'traceable') this.traceableSince.set(lotId, position);
  }
}
