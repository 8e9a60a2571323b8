import { Injectable } from '@nestjs/common';
import { InjectProjection, ProjectionView, type ViewSource } from '@oce/service-kit';
import { lotKindsProjection, type LotKindDocument } from '../reads/lot-kinds';
import type { TraceableLots } from './when-pool-closed-then-ask-about-lots';

/** Reads the lots that are offered as traceable. */
@Injectable()
export class TraceableLotsSource implements ViewSource<TraceableLots> {
  constructor(@InjectProjection(lotKindsProjection) private readonly lots: ProjectionView<LotKindDocument>) {}

  viewOf(): Promise<TraceableLots> {
    return this.lots.all({ kind: 'traceable' });
  }
}
