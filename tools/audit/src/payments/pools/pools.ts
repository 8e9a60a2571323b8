import type { RecordedCommit } from '@oce/event-sourcing';
import { centimesToDecimal, formatPoints, gramsToDecimal } from '@oce/quantities';
import type { DataOf, FixedShare } from '../../events';
import { Rule, type AuditRule, type AuditTable, type Handlers } from '../../rule';
import { closePool, shareText, type Pool } from './pool-closing';
import { DeliveriesInTime } from './pool-deliveries';

/** Every closed pool counted again from the log, and every share derived from that count. */
export class PoolsRule extends Rule implements AuditRule {
  readonly proves =
    'every pool is counted again from the log, every charge and share re-derived, every share posted once';
  private readonly time = new DeliveriesInTime(this.shared.deliveries);
  private readonly pools = new Map<string, Pool>();
  private readonly receipts = new Map<string, DataOf<'ProceedsReceived'>>();
  private readonly pooledParts = new Map<string, string>();

  readonly on: Handlers = {
    DeliveryGraded: (data, at) => this.time.graded(data, at),
    AdvancePosted: (data) => this.time.advanced(data),
    // What stands in counts with the coefficient of its own grade, which is another where it was regraded.
    CorrectionPosted: ({ counts }) => counts && this.time.advanced(counts),
    DeliveryReversed: (data, at) => this.time.reversed(data, at),
    LotClosed: (data, at) => this.time.lotClosed(data, at),
    LotOffered: (data, at) => this.time.offered(data, at),
    ProceedsReceived: (data) => void this.receipts.set(data.proceedsId, data),
    PoolOpened: (data, at) => {
      if (this.pools.has(data.poolId)) this.check.fail(at, 'opened-twice', 'openings of the pool', 1, 2);
      const none = { charges: [], proceedsCentimes: 0, attempts: new Map<string, FixedShare[]>() };
      this.pools.set(data.poolId, { opened: data, ...none, owed: new Map<string, FixedShare>() });
    },
    ChargePosted: (data, at) => void this.known(data.poolId, at)?.charges.push(data),
    /** What a pool takes of proceeds are parts of its own that were received, each once. */
    ProceedsPooled: (data, at) => {
      const { poolId, proceedsId, parts, amountCentimes } = data;
      const pool = this.known(poolId, at);
      if (pool === undefined) return;
      if (pool.closed) this.check.fail(at, 'pooled-late', 'the pool', 'open', 'closed');
      pool.proceedsCentimes += amountCentimes;
      const sum = parts.reduce((total, part) => total + part.amountCentimes, 0);
      this.check.same(at, 'pooled-sum', 'amount = sum of its parts', sum, amountCentimes);
      const receipt = this.receipts.get(proceedsId);
      if (receipt === undefined) {
        this.check.fail(at, 'pooled-unknown', 'the proceeds', 'received before', proceedsId);
        return;
      }
      this.check.same(at, 'kind', 'kind of the sale', pool.opened.kind, receipt.kind);
      for (const { lotId, grade, amountCentimes: amount } of parts) {
        const received = receipt.parts.find((one) => one.lotId === lotId);
        const about = `what was received for ${lotId}`;
        this.check.same(at, 'pooled-part', about, received?.amountCentimes, amount);
        const { lotIds, grades, campaignId } = pool.opened;
        const isOwn = lotIds === null ? grades.includes(grade) : lotIds.includes(lotId);
        const part = `${lotId} ${grade}`;
        if (!isOwn || received?.campaignId !== campaignId)
          this.check.fail(at, 'pooled-scope', 'a part of the pool', 'of its campaign and lots', part);
        const key = `${proceedsId} ${lotId}`;
        const other = this.pooledParts.get(key);
        if (other !== undefined)
          this.check.fail(at, 'pooled-twice', `the pool of ${key}`, other, `${poolId} as well`);
        this.pooledParts.set(key, poolId);
      }
    },
    SharesFixed: ({ poolId, attempt, chunk, shares }, at) => {
      const pool = this.known(poolId, at);
      if (pool === undefined) return;
      if (pool.closed) this.check.fail(at, 'fixed-late', 'the pool', 'open', 'closed');
      const chunks = pool.chunks?.attempt === attempt ? pool.chunks.count : 0;
      this.check.same(at, 'chunk', `chunk of ${attempt}`, chunks + 1, chunk);
      pool.chunks = { attempt, count: chunk };
      const known = pool.attempts.get(attempt) ?? [];
      known.push(...shares);
      pool.attempts.set(attempt, known);
    },
    PoolClosed: (data, at) => {
      const pool = this.known(data.poolId, at);
      if (pool === undefined) return;
      if (pool.closed) {
        this.check.fail(at, 'closed-twice', 'closings of the pool', 1, 2);
        return;
      }
      pool.closed = data;
      const shares = closePool(this.check, pool, data, this.time, at);
      for (const share of shares) {
        pool.owed.set(share.producerCode, share);
        const key = `${data.poolId} ${share.producerCode}`;
        const about = `the share of ${share.producerCode}`;
        this.check.promise(key, at, 'not-posted', about, 'posted to the account', share.producerCode);
      }
      pool.attempts.clear();
    },
    FinalSharePosted: (data, at) => {
      const { poolId, producerCode } = data;
      const pool = this.known(poolId, at);
      if (pool === undefined) return;
      const share = pool.owed.get(producerCode);
      if (!this.check.kept(`${poolId} ${producerCode}`)) {
        const found = share ? 'posted before' : 'not of the pool';
        this.check.fail(at, 'posted-twice', 'the member’s share', 'owed by the closed pool', found);
      }
      if (share) this.check.same(at, 'posted', 'the share as fixed', shareText(share), shareText(data));
    },
  };

  private known(poolId: string, at: RecordedCommit): Pool | undefined {
    const pool = this.pools.get(poolId);
    if (pool === undefined) this.check.fail(at, 'unknown', 'the pool', 'opened before', poolId);
    return pool;
  }

  tables(): AuditTable[] {
    const rows = [...this.pools.values()].map(({ opened, proceedsCentimes, closed, owed }) => [
      opened.poolId,
      closed ? 'closed' : 'open',
      owed.size,
      centimesToDecimal(proceedsCentimes),
      closed ? centimesToDecimal(closed.distributableCentimes) : '',
      closed ? gramsToDecimal(closed.payableGrams) : '',
      closed ? formatPoints(BigInt(closed.points)) : '',
    ]);
    const columns = ['pool', 'state', 'members', 'proceeds MAD', 'distributed', 'payable kg', 'points'];
    return rows.length === 0 ? [] : [{ name: 'pools', title: 'Pools', columns, rows }];
  }
}
