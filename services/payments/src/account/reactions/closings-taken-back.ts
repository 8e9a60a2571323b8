import { Injectable } from '@nestjs/common';
import type { RecordedCommit } from '@oce/event-sourcing';
import type { HandlerOf } from '@oce/event-store';
import { InjectAggregate, InjectProjection, ProjectionView, type ViewSource } from '@oce/service-kit';
import { poolAggregate } from '../../pool/domain/pool';
import { partsOn, type MemberParts } from '../../pool/domain/pool-shares';
import type { PoolEvent } from '../../pool/domain/pool.events';
import { asCounted } from '../../pool/reads/as-counted';
import { poolMembersProjection, type PoolMemberDocument } from '../../pool/reads/pool-members';
import { SchedulesReader } from '../../schedule/reads/schedules.reader';
import type { Weighing } from '../domain/account.commands';
import type { ClosingsView } from './when-closing-taken-back-then-take-back-final-shares';

/** Reads who has what of the closings that were taken back, and when what was reversed had been weighed. */
@Injectable()
export class ClosingsTakenBack implements ViewSource<ClosingsView> {
  constructor(
    private readonly schedules: SchedulesReader,
    @InjectAggregate(poolAggregate) private readonly pools: HandlerOf<typeof poolAggregate>,
    @InjectProjection(poolMembersProjection) private readonly deliveries: ProjectionView<PoolMemberDocument>,
  ) {}

  async viewOf(commits: readonly RecordedCommit[]): Promise<ClosingsView> {
    const members = new Map<string, ReadonlyMap<string, MemberParts>>();
    const weighings = new Map<string, Weighing[]>();
    const events = commits.flatMap((commit) => commit.events as readonly PoolEvent[]);
    for (const { type, data } of events) {
      if (type !== 'ClosingTakenBack') continue;
      const history = await this.pools.history(data.poolId);
      const past = history.flatMap((commit) => commit.events);
      members.set(data.attempt, partsOn(past, data.attempt));
      await this.addWeighings(weighings, data.campaignId);
    }
    return { schedules: await this.schedules.all(), members, weighings };
  }

  private async addWeighings(weighings: Map<string, Weighing[]>, campaignId: string): Promise<void> {
    const reversed = await this.deliveries.all({ campaignId, isReversed: true });
    for (const { producerCode, deliveryId, weighedOn } of asCounted(reversed, [])) {
      const known = weighings.get(producerCode);
      if (known) known.push({ deliveryId, weighedOn });
      else weighings.set(producerCode, [{ deliveryId, weighedOn }]);
    }
  }
}
