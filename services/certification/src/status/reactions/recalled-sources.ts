import { Injectable } from '@nestjs/common';
import type { LotMadeAvailable } from '@oce/contracts';
import type { RecordedCommit } from '@oce/event-sourcing';
import { InjectProjection, ProjectionView, type ViewSource } from '@oce/service-kit';
import { DownstreamReader } from '../../recall/reads/downstream.reader';
import type { Recall } from '../domain/lot-status';
import { lotStatusesProjection, type LotStatusDocument } from '../reads/lot-statuses';
import type { RecalledSources } from './when-lot-made-then-take-it-up';

/** Reads, of lots that were made, whether something that they were made of was recalled. */
@Injectable()
export class RecalledSourcesReader implements ViewSource<RecalledSources> {
  constructor(
    private readonly downstream: DownstreamReader,
    @InjectProjection(lotStatusesProjection) private readonly lots: ProjectionView<LotStatusDocument>,
  ) {}

  async viewOf(commits: readonly RecordedCommit[]): Promise<RecalledSources> {
    const found = new Map<string, Recall>();
    for (const { events, position } of commits)
      for (const event of events) {
        if (event.type !== 'LotMadeAvailable') continue;
        const { lotId, runId, origins } = (event as LotMadeAvailable).data;
        if (runId === null) continue;
        const before = await this.lotsBefore(`run:${runId}`, position);
        const recall = await this.recallAmong([...before, ...origins.map((one) => one.lotId)]);
        if (recall) found.set(lotId, recall);
      }
    return found;
  }

  /** The lots that were charged into a run, and those that were filled into the tanks that were. */
  private async lotsBefore(run: string, position: number): Promise<string[]> {
    const charged = (await this.downstream.sourcesOf([run], position)).map(({ from }) => from);
    const tanks = charged.filter((place) => place.startsWith('tank:'));
    const filled = (await this.downstream.sourcesOf(tanks, position)).map(({ from }) => from);
    return [...charged, ...filled].filter((place) => place.startsWith('lot:')).map((place) => place.slice(4));
  }

  private async recallAmong(lotIds: readonly string[]): Promise<Recall | undefined> {
    const [first] = await this.lots.all({ lotId: { $in: [...lotIds] }, recallId: { $ne: null } });
    return first && { recallId: first.recallId ?? '', reason: first.heldFor ?? '' };
  }
}
