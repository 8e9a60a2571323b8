import { Inject, Injectable } from '@nestjs/common';
import { conflict } from '@oce/event-sourcing';
import type { LogReader } from '@oce/event-store';
import { EVENT_STORE, InjectProjection, ProjectionView } from '@oce/service-kit';
import type { PoolDeliveries } from '../domain/count-pool';
import { outstandingFor } from '../domain/pool-scope';
import type { PoolOpened } from '../domain/pool.events';
import { lotKindsProjection, type LotKindDocument } from './lot-kinds';
import { poolMembersProjection, type PoolMemberDocument } from './pool-members';
import { proceedsProjection, type ProceedsDocument } from './proceeds';

const ROUNDS = 20;

/** Reads what members delivered for a pool from the read models, as of one position of the log. */
@Injectable()
export class PoolDeliveriesReader {
  constructor(
    @Inject(EVENT_STORE) private readonly log: Pick<LogReader, 'lastPosition'>,
    @InjectProjection(poolMembersProjection) private readonly members: ProjectionView<PoolMemberDocument>,
    @InjectProjection(lotKindsProjection) private readonly lots: ProjectionView<LotKindDocument>,
    @InjectProjection(proceedsProjection) private readonly proceeds: ProjectionView<ProceedsDocument>,
  ) {}

  /**
   * Everything up to a position and nothing behind: the projection is held while its documents are read; where another
   * process has written further meanwhile, the reading starts again from there.
   *
   * @throws DomainError `proceeds_outstanding` while proceeds of the pool are still on their way into it
   */
  async read(scope: PoolOpened['data']): Promise<PoolDeliveries> {
    // A traceable lot holds what was graded anew since, whatever its grade is now.
    const { campaignId, grades, lotIds } = scope;
    const ofGrades = lotIds === null ? { campaignId, grade: { $in: [...grades] } } : { campaignId };
    let wanted = await this.log.lastPosition();
    for (let round = 0; round < ROUNDS; round++) {
      await Promise.all([this.members, this.lots, this.proceeds].map((view) => view.at(wanted)));
      await this.requireProceeds(scope);
      const { position, documents } = await this.members.frozen(async (read, at) => ({
        position: at,
        documents: await read(ofGrades),
      }));
      const furthest = documents.reduce((most, document) => Math.max(most, document.position), 0);
      if (furthest <= position) return { position, documents, traceableLots: await this.traceable(scope) };
      wanted = furthest;
    }
    throw conflict('pool_changing', 'Deliveries keep coming in for this pool. Close it again.');
  }

  private async traceable({ campaignId }: PoolOpened['data']): Promise<ReadonlySet<string>> {
    const lots = await this.lots.all({ campaignId, kind: 'traceable' });
    return new Set(lots.map((lot) => lot.lotId));
  }

  private async requireProceeds(scope: PoolOpened['data']): Promise<void> {
    const [missing] = outstandingFor(scope, await this.proceeds.all({ kind: scope.kind }));
    if (missing !== undefined)
      throw conflict(
        'proceeds_outstanding',
        `Proceeds ${missing.proceedsId} are not in the pool yet. Try again; see attention.`,
      );
  }
}
