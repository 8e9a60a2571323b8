import type { RecordedCommit } from '@oce/event-sourcing';
import type { DataOf } from '../../events';
import type { Check } from '../../rule';
import { openAgain } from './pool';
import type { Pool } from './pool-closing';

/** A closing that is taken back: all that was shared and valued by it comes back to the pool, line by line. */
export class TakenBack {
  constructor(
    private readonly check: Check,
    private readonly pool: Pool,
    private readonly at: RecordedCommit,
  ) {}

  /** What accounts owe from here on; the pool's account moves with it. */
  closing({ poolId, attempt, logPosition }: DataOf<'ClosingTakenBack'>): void {
    const { check, pool, at } = this;
    check.same(at, 'taken-back', 'the closing taken back', pool.closed?.attempt, attempt);
    if (logPosition !== undefined && logPosition >= at.position)
      check.fail(at, 'lines-up-to', 'where its lines end', `before ${at.position}`, logPosition);
    for (const [producerCode, share] of pool.owed) {
      pool.pendingCentimes -= share.shareCentimes;
      const key = `back ${poolId} ${producerCode}`;
      check.promise(key, at, 'not-taken-back', producerCode, 'the share taken back', producerCode);
    }
    for (const [key, centimes] of pool.onClosing) {
      pool.pendingCentimes -= centimes;
      check.promise(`back ${key}`, at, 'part-stands', key, 'taken back');
      // Whether the pool was told of a correction before is all one by now.
      if (key.startsWith('correction ')) check.kept(key);
    }
    openAgain(pool);
  }

  finalShare({ poolId, producerCode, shareCentimes }: DataOf<'FinalShareTakenBack'>): void {
    this.back(`${poolId} ${producerCode}`, shareCentimes);
  }

  supplement({ poolId, producerCode, number, shareCentimes }: DataOf<'SupplementTakenBack'>): void {
    const { check, pool, at } = this;
    const key = `supplement ${poolId} ${number} ${producerCode}`;
    check.same(at, 'part-back', 'the part as fixed', pool.parts.get(key)?.shareCentimes, shareCentimes);
    this.back(key, shareCentimes);
  }

  correction({ poolId, producerCode, citesLineId, amountCentimes }: DataOf<'CorrectionTakenBack'>): void {
    if (amountCentimes === 0) return;
    this.back(`correction ${poolId} ${producerCode} ${citesLineId}`, amountCentimes);
  }

  reserved({ poolId, producerCode, share, number, shareCentimes }: DataOf<'ReservedShareTakenBack'>): void {
    const isPart = share === 'supplement';
    this.back(
      isPart ? `supplement ${poolId} ${number} ${producerCode}` : `${poolId} ${producerCode}`,
      shareCentimes,
    );
  }

  private back(key: string, centimes: number): void {
    const { check, pool, at } = this;
    pool.pendingCentimes += centimes;
    if (!check.kept(`back ${key}`))
      check.fail(at, 'taken-back', 'the line', 'of a closing taken back', at.ref.id);
  }
}
