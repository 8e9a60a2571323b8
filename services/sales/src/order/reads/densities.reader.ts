import { Inject, Injectable } from '@nestjs/common';
import type { LogReader } from '@oce/event-store';
import { inForceOn } from '@oce/quantities';
import { EVENT_STORE, InjectProjection, ProjectionView } from '@oce/service-kit';
import { densitiesProjection, type DensitiesDocument } from './densities';

/** Reads what litres weigh, as far as the log is written now. */
@Injectable()
export class DensitiesReader {
  constructor(
    @Inject(EVENT_STORE) private readonly log: Pick<LogReader, 'lastPosition'>,
    @InjectProjection(densitiesProjection) private readonly densities: ProjectionView<DensitiesDocument>,
  ) {}

  /** Grams a litre at 20 C on a day; null where nobody has said. */
  async of(productId: string, day: string): Promise<number | null> {
    const view = await this.densities.at(await this.log.lastPosition());
    const found = await view.find(productId);
    return inForceOn(found?.versions ?? [], day)?.densityGramsPerLitre ?? null;
  }
}
