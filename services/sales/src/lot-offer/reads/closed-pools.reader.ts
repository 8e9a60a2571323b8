import { Inject, Injectable } from '@nestjs/common';
import type { LogReader } from '@oce/event-store';
import { EVENT_STORE, InjectProjection, ProjectionView } from '@oce/service-kit';
import type { LotRecorded } from '../domain/lot-offer.events';
import { closedPoolsProjection, type ClosedPool } from './closed-pools';

/** Reads pools that have shared what they counted. */
@Injectable()
export class ClosedPoolsReader {
  constructor(
    @Inject(EVENT_STORE) private readonly log: Pick<LogReader, 'lastPosition'>,
    @InjectProjection(closedPoolsProjection) private readonly pools: ProjectionView<ClosedPool>,
  ) {}

  /** The closed pool that has counted a lot's goods, as far as the log is written now; null where none has. */
  async of(lot: LotRecorded['data'] | undefined): Promise<ClosedPool | null> {
    if (lot === undefined) return null;
    await this.pools.at(await this.log.lastPosition());
    const { campaignId, productId, grade } = lot;
    // What a run made is of no campaign: its raw lots' money goes where theirs goes.
    if (campaignId === null || grade === null) return null;
    const closed = await this.pools.all({ campaignId, productId });
    return closed.find(({ grades }) => grades.includes(grade)) ?? null;
  }
}
