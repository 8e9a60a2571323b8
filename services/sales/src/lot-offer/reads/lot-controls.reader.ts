import { Inject, Injectable } from '@nestjs/common';
import type { LogReader } from '@oce/event-store';
import { EVENT_STORE, InjectProjection, ProjectionView } from '@oce/service-kit';
import type { LotControl } from '../domain/lot-control';
import { drawnLotsProjection, type DrawnLot } from './drawn-lots';
import { lotControlsProjection } from './lot-controls';

/** Reads what others say of lots, as far as the log is written now. */
@Injectable()
export class LotControlsReader {
  constructor(
    @Inject(EVENT_STORE) private readonly log: Pick<LogReader, 'lastPosition'>,
    @InjectProjection(lotControlsProjection) private readonly controls: ProjectionView<LotControl>,
    @InjectProjection(drawnLotsProjection) private readonly drawn: ProjectionView<DrawnLot>,
  ) {}

  /** What certification says of lots; a lot that it has not spoken of is not there. */
  async of(lotIds: readonly string[]): Promise<ReadonlyMap<string, LotControl>> {
    const view = await this.controls.at(await this.log.lastPosition());
    const found = await view.all({ lotId: { $in: [...new Set(lotIds)] } });
    return new Map(found.map((one) => [one.lotId, one]));
  }

  /** How much of a lot stations have drawn for runs and tanks, in grams. */
  async drawnGrams(lotId: string): Promise<number> {
    const view = await this.drawn.at(await this.log.lastPosition());
    return (await view.find(lotId))?.grams ?? 0;
  }
}
