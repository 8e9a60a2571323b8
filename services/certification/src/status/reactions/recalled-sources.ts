import { Injectable } from '@nestjs/common';
import type { LotMadeAvailable } from '@oce/contracts';
import type { RecordedCommit } from '@oce/event-sourcing';
import { InjectProjection, ProjectionView, type ViewSource } from '@oce/service-kit';
import { DownstreamReader } from '../../recall/reads/downstream.reader';
import { recallsProjection, type RecallDocument } from '../../recall/reads/recalls';
import type { Recall } from '../domain/lot-status';
import type { RecalledSources } from './when-lot-made-then-take-it-up';

/**
 * Reads, of lots that were made, whether something that they were made of was recalled. It goes by the recalls themselves and
 * not by what they have done to lots so far: their source may be recalled later than what is made of it is heard of.
 */
@Injectable()
export class RecalledSourcesReader implements ViewSource<RecalledSources> {
  constructor(
    private readonly downstream: DownstreamReader,
    @InjectProjection(recallsProjection) private readonly recalls: ProjectionView<RecallDocument>,
  ) {}

  async viewOf(commits: readonly RecordedCommit[]): Promise<RecalledSources> {
    const found = new Map<string, Recall>();
    for (const { events, position } of commits)
      for (const event of events) {
        if (event.type !== 'LotMadeAvailable') continue;
        const { lotId, runId } = (event as LotMadeAvailable).data;
        if (runId === null) continue;
        const recall = await this.recallOf(lotId, `run:${runId}`, position);
        if (recall) found.set(lotId, recall);
      }
    return found;
  }

  /** The first recall by its id of which a lot is downstream. */
  private async recallOf(lotId: string, run: string, position: number): Promise<Recall | undefined> {
    const places = [...(await this.downstream.upstreamOf(run, position))];
    const named = (kind: 'lot' | 'tank') =>
      places.filter((place) => place.startsWith(`${kind}:`)).map((place) => place.slice(kind.length + 1));
    const view = await this.recalls.at(position);
    const candidates = await view.all({
      $or: [
        { lotIds: { $in: [lotId, ...named('lot')] } },
        { 'source.kind': 'tank', 'source.id': { $in: named('tank') } },
      ],
    });
    for (const { recallId, source, reason } of candidates) {
      const lotIds = await this.downstream.lotsOf(source, position);
      if (lotIds.includes(lotId)) return { recallId, reason };
    }
    return undefined;
  }
}
