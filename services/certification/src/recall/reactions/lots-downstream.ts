import { Injectable } from '@nestjs/common';
import type { RecordedCommit } from '@oce/event-sourcing';
import type { ViewSource } from '@oce/service-kit';
import type { RecallOpened } from '../domain/recall';
import { DownstreamReader } from '../reads/downstream.reader';
import type { DownstreamLots } from './when-recall-opened-then-recall-lots';

/** Reads what is downstream of recalls where they stand in the log. */
@Injectable()
export class LotsDownstreamSource implements ViewSource<DownstreamLots> {
  constructor(private readonly downstream: DownstreamReader) {}

  async viewOf(commits: readonly RecordedCommit[]): Promise<DownstreamLots> {
    const found = new Map<string, readonly string[]>();
    for (const { events, position } of commits)
      for (const event of events) {
        const { recallId, source } = (event as RecallOpened).data;
        found.set(recallId, await this.downstream.lotsOf(source, position));
      }
    return found;
  }
}
