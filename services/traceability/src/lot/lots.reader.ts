import { Inject, Injectable } from '@nestjs/common';
import type { LogReader } from '@oce/event-store';
import { EVENT_STORE, InjectProjection, ProjectionView, type LogPosition } from '@oce/service-kit';
import { lotsProjection, type Harvest, type LotDocument } from './reads/lots';

/** Reads lots, and what they are made of. */
@Injectable()
export class LotsReader {
  constructor(
    @Inject(EVENT_STORE) private readonly log: Pick<LogReader, 'lastPosition'>,
    @InjectProjection(lotsProjection) private readonly lots: ProjectionView<LotDocument>,
  ) {}

  async at(position: LogPosition): Promise<this> {
    await this.lots.at(position);
    return this;
  }

  /** A lot as far as the log is written now; null where nobody knows it. */
  async now(lotId: string): Promise<LotDocument | null> {
    const view = await this.lots.at(await this.log.lastPosition());
    return (await view.find(lotId)) ?? null;
  }

  async find(lotId: string): Promise<LotDocument | undefined> {
    return this.lots.find(lotId);
  }

  /** Lots by their ids; those that are unknown are left out. */
  async named(lotIds: Iterable<string>): Promise<LotDocument[]> {
    const ids = [...new Set(lotIds)];
    return ids.length === 0 ? [] : this.lots.all({ _id: { $in: ids } });
  }

  /** The raw lots that lots are made of. */
  async rawLotsOf(lots: readonly LotDocument[]): Promise<LotDocument[]> {
    return this.named(lots.flatMap(({ origins }) => origins.map(({ lotId }) => lotId)));
  }
}

/** From the first day of harvest of raw lots to the last; null where none is known. */
export function harvestOf(rawLots: readonly LotDocument[]): Harvest | null {
  const known = rawLots.flatMap(({ harvest }) => harvest ?? []);
  const [from] = known.map((one) => one.from).sort();
  const to = known
    .map((one) => one.to)
    .sort()
    .at(-1);
  return from === undefined || to === undefined ? null : { from, to };
}
