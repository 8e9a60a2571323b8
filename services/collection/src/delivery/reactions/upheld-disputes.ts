import { Injectable } from '@nestjs/common';
import { payments } from '@oce/contracts';
import type { RecordedCommit } from '@oce/event-sourcing';
import type { ViewSource } from '@oce/service-kit';
import { RegradingFacts } from '../http/regrading-facts';
import type { UpheldDisputes } from './when-quality-dispute-upheld-then-regrade';

/** Gathers what the regradings of a batch must know, as a clerk's regrading does. */
@Injectable()
export class UpheldDisputesSource implements ViewSource<UpheldDisputes> {
  constructor(private readonly regrading: RegradingFacts) {}

  async viewOf(commits: readonly RecordedCommit[]): Promise<UpheldDisputes> {
    const upheld = commits
      .flatMap(({ events }) => events)
      .filter(({ type }) => type === payments.disputes.QualityDisputeUpheld.type);
    const ids = new Set(upheld.map(({ data }) => (data as { deliveryId: string }).deliveryId));
    const loaded = [...ids].map(async (id) => [id, await this.regrading.factsOf(id)] as const);
    return new Map(await Promise.all(loaded));
  }
}
