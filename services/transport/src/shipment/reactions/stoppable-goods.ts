import { Injectable } from '@nestjs/common';
import type { RecordedCommit } from '@oce/event-sourcing';
import { InjectProjection, ProjectionView, type ViewSource } from '@oce/service-kit';
import type { Permit } from '../../goods/domain/permit';
import { permitsProjection } from '../../goods/reads/permits';
import { shipmentsProjection, type ShipmentDocument } from '../reads/shipments';
import type { StoppableGoods } from './when-lot-stopped-then-name-it';

/** Reads the shipments that a batch is about, with what certification says of all that is on them. */
@Injectable()
export class StoppableGoodsSource implements ViewSource<StoppableGoods> {
  constructor(
    @InjectProjection(shipmentsProjection) private readonly shipments: ProjectionView<ShipmentDocument>,
    @InjectProjection(permitsProjection) private readonly permits: ProjectionView<Permit>,
  ) {}

  async viewOf(commits: readonly RecordedCommit[]): Promise<StoppableGoods> {
    const idsOf = (context: string) =>
      commits.filter(({ ref }) => ref.context === context).map(({ ref }) => ref.id);
    const found = await this.shipments.all({
      status: { $in: ['planned', 'departed', 'refused'] },
      $or: [{ lotIds: { $in: idsOf('certification') } }, { shipmentId: { $in: idsOf('transport') } }],
    });
    const lotIds = [...new Set(found.flatMap((one) => one.lotIds))];
    const permits = await this.permits.all({ _id: { $in: lotIds } });
    const shipments = found.map(({ shipmentId, destination, lotIds: all }) => ({
      shipmentId,
      destination,
      lotIds: all,
    }));
    return { shipments, permits: new Map(permits.map((permit) => [permit.lotId, permit])) };
  }
}
