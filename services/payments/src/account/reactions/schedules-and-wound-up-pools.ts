import { Inject, Injectable } from '@nestjs/common';
import { eventsOf, type DeliveryGraded } from '@oce/contracts';
import type { RecordedCommit } from '@oce/event-sourcing';
import type { LogReader } from '@oce/event-store';
import { EVENT_STORE, InjectProjection, ProjectionView, type ViewSource } from '@oce/service-kit';
import type { PoolEvent } from '../../pool/domain/pool.events';
import { WoundUpPools } from '../../pool/reads/wound-up-pools';
import { SchedulesReader } from '../../schedule/reads/schedules.reader';
import type { ScheduleEvent } from '../../schedule/domain/schedule.events';
import { purchasesProjection, type PurchaseDocument } from '../reads/purchases';
import type { AdvanceView } from './when-delivery-graded-then-post-advance';

type Gradings = DeliveryGraded['data'][];

/** Reads the schedules, the pools that are wound up, what was graded while each of a batch was, and what waits for a price. */
@Injectable()
export class SchedulesAndWoundUpPools implements ViewSource<AdvanceView> {
  constructor(
    private readonly schedules: SchedulesReader,
    private readonly pools: WoundUpPools,
    @Inject(EVENT_STORE) private readonly log: Pick<LogReader, 'read'>,
    @InjectProjection(purchasesProjection) private readonly purchases: ProjectionView<PurchaseDocument>,
  ) {}

  async viewOf(commits: readonly RecordedCommit[]): Promise<AdvanceView> {
    const [schedules, days, woundUp] = await Promise.all([
      this.schedules.all(),
      this.schedules.days(),
      this.pools.all(),
    ]);
    const gradedMeanwhile = new Map<string, Gradings>();
    for (const { position, events } of commits)
      for (const event of events as readonly PoolEvent[])
        if (event.type === 'ArrearsLeft')
          gradedMeanwhile.set(event.data.poolId, await this.gradedBetween(event.data.logPosition, position));
    const purchases = await this.purchasesOf(commits);
    return { schedules, days, woundUp, gradedMeanwhile, purchases };
  }

  /** Of products that are priced in the batch. */
  private async purchasesOf(commits: readonly RecordedCommit[]): Promise<PurchaseDocument[]> {
    const products = commits
      .flatMap(({ events }) => events as readonly ScheduleEvent[])
      .flatMap((event) => (event.type === 'PurchasePricesPublished' ? event.data.productId : []));
    return products.length === 0 ? [] : this.purchases.all({ productId: { $in: [...new Set(products)] } });
  }

  /** Few, and out of the log: between the count of a pool's goods and its end lie moments. */
  private async gradedBetween(after: number, before: number): Promise<Gradings> {
    const found: Gradings = [];
    const options = {
      subjects: [eventsOf('collection', 'delivery')],
      types: ['DeliveryGraded'],
      after,
      stopWhenCaughtUp: true,
    };
    for await (const { commits } of this.log.read(options))
      for (const { position, events } of commits) {
        if (position >= before) return found;
        for (const event of events)
          if (event.type === 'DeliveryGraded') found.push((event as DeliveryGraded).data);
      }
    return found;
  }
}
