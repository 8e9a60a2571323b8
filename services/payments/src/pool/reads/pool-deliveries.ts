import { Inject, Injectable } from '@nestjs/common';
import { conflict } from '@oce/event-sourcing';
import type { LogReader } from '@oce/event-store';
import type { Stored } from '@oce/projections';
import { EVENT_STORE, InjectProjection, ProjectionView, type Documents } from '@oce/service-kit';
import type { PoolDeliveries } from '../domain/count-pool';
import { outstandingFor } from '../domain/pool-scope';
import type { PoolOpened } from '../domain/pool.events';
import { lotKindsProjection, type LotKindDocument } from './lot-kinds';
import { asCounted, missingOriginals } from './as-counted';
import { poolMembersProjection, type PoolMemberDocument } from './pool-members';
import { ProceedsByOrigin } from './proceeds-by-origin';

const ROUNDS = 20;

/** Reads what members delivered for a pool from the read models, as of one position of the log. */
@Injectable()
export class PoolDeliveriesReader {
  constructor(
    @Inject(EVENT_STORE) private readonly log: Pick<LogReader, 'lastPosition'>,
    @InjectProjection(poolMembersProjection) private readonly members: ProjectionView<PoolMemberDocument>,
    @InjectProjection(lotKindsProjection) private readonly lots: ProjectionView<LotKindDocument>,
    private readonly proceeds: ProceedsByOrigin,
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
      await Promise.all([this.members.at(wanted), this.lots.at(wanted), this.proceeds.at(wanted)]);
      await this.requireProceeds(scope);
      const { position, documents, originals } = await this.members.frozen(async (read, at) => {
        const found = await read(ofGrades);
        return { position: at, documents: found, originals: await originalsOf(found, read) };
      });
      const furthest = Math.max(furthestOf(documents), furthestOf(originals));
      if (furthest <= position) {
        const deliveries = asCounted(documents, originals);
        return { position, deliveries, traceableLots: await this.traceable(scope, position) };
      }
      wanted = furthest;
    }
    throw conflict('pool_changing', 'Deliveries keep coming in for this pool. Close it again.');
  }

  /**
   * Lots of a pool's grades that were offered as traceable behind a position, as far as the log is written now: the pool has
   * counted their goods, if it counted up to there.
   */
  async offeredSince({ kind, campaignId, grades }: PoolOpened['data'], position: number): Promise<string[]> {
    if (kind === 'traceable') return [];
    await this.lots.at(await this.log.lastPosition());
    const offered = await this.lots.all({ campaignId, kind: 'traceable' });
    return offered
      .filter(({ grade, offeredAt }) => offeredAt > position && grades.includes(grade))
      .map(({ lotId }) => lotId)
      .sort();
  }

  /** Lots that were traceable at a position: the projection may have read further by now. */
  private async traceable(
    { campaignId }: PoolOpened['data'],
    position: number,
  ): Promise<ReadonlySet<string>> {
    const lots = await this.lots.all({ campaignId, kind: 'traceable' });
    return new Set(lots.filter(({ offeredAt }) => offeredAt <= position).map(({ lotId }) => lotId));
  }

  private async requireProceeds(scope: PoolOpened['data']): Promise<void> {
    const [missing] = outstandingFor(scope, await this.proceeds.open());
    if (missing !== undefined)
      throw conflict(
        'proceeds_outstanding',
        `Proceeds ${missing.proceeds.proceedsId} are not in the pool yet. Try again; see attention.`,
      );
  }
}

type Member = Stored<PoolMemberDocument>;

/** What deliveries of other grades stand for, down to the first of each. */
async function originalsOf(
  documents: readonly Member[],
  read: Documents<PoolMemberDocument>['all'],
): Promise<Member[]> {
  const originals: Member[] = [];
  let missing = missingOriginals(documents);
  while (missing.length > 0) {
    const found = await read({ _id: { $in: missing } });
    originals.push(...found);
    missing = found.length === 0 ? [] : missingOriginals([...documents, ...originals]);
  }
  return originals;
}

const furthestOf = (documents: readonly Member[]): number =>
  documents.reduce((most, { position }) => Math.max(most, position), 0);
