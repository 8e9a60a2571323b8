import { Injectable } from '@nestjs/common';
import type { RecordedCommit } from '@oce/event-sourcing';
import type { HandlerOf } from '@oce/event-store';
import { idsWith, InjectAggregate, type ViewSource } from '@oce/service-kit';
import { poolAggregate } from '../../pool/domain/pool';
import { lastClosing, leftBy, sharesOfAttempt, supplementOfAttempt } from '../../pool/domain/pool-shares';
import type { LeftMember, PoolEvent } from '../../pool/domain/pool.events';
import { SchedulesReader } from '../../schedule/reads/schedules.reader';
import type { SharesView } from './when-pool-closed-then-post-final-shares';
import type { SupplementsView } from './when-supplement-distributed-then-post-supplements';

/** Reads the shares that the distributions of a batch name from the log: they are too many for a document. */
@Injectable()
export class SharesOfClosedPools implements ViewSource<SharesView & SupplementsView> {
  constructor(
    private readonly schedules: SchedulesReader,
    @InjectAggregate(poolAggregate) private readonly pools: HandlerOf<typeof poolAggregate>,
  ) {}

  async viewOf(commits: readonly RecordedCommit[]): Promise<SharesView & SupplementsView> {
    const ids = new Set(
      idsWith(commits, 'PoolClosed', 'ClosingTakenBack', 'SupplementDistributed', 'ArrearsLeft'),
    );
    const attempts = new Set(commits.flatMap(({ events }) => events).flatMap(attemptOf));
    const shares: [string, ReturnType<typeof sharesOfAttempt>][] = [];
    const supplements: [string, NonNullable<ReturnType<SupplementsView['supplements']['get']>>][] = [];
    const left = new Map<string, readonly LeftMember[]>();
    for (const poolId of ids) {
      const past = (await this.pools.history(poolId)).flatMap(({ events }) => events);
      for (const event of past) if (event.type === 'ArrearsLeft') left.set(poolId, leftBy(past, event.data));
      const closing = lastClosing(past);
      if (closing === undefined) continue;
      const { distributableCentimes, points } = closing;
      for (const attempt of attempts) {
        const closed = sharesOfAttempt(past, attempt);
        if (closed.length > 0) shares.push([attempt, closed]);
        const late = supplementOfAttempt(past, attempt);
        const poolValue = { distributableCentimes, points };
        if (late.length > 0) supplements.push([attempt, { poolValue, shares: late }]);
      }
    }
    const schedules = await this.schedules.all();
    return { schedules, shares: new Map(shares), supplements: new Map(supplements), left };
  }
}

/** The attempt that a distribution names. */
function attemptOf(event: RecordedCommit['events'][number]): string[] {
  const { type, data } = event as PoolEvent;
  return type === 'PoolClosed' || type === 'ClosingTakenBack' || type === 'SupplementDistributed'
    ? [data.attempt]
    : [];
}
