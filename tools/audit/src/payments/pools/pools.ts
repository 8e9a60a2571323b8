import type { Event, RecordedCommit } from '@oce/event-sourcing';
import type { Posting } from '../../events';
import { Rule, type AuditRule, type AuditTable, type Handlers } from '../../rule';
import { Conventions } from './conventions';
import { fixLeft, leftMembers, promiseLateGoods, reverseLateGoods, settleLateGoods } from './late-goods';
import { closeCharges, newPool, withAsker, withHand } from './pool';
import { closePool, offeredWhileClosing, shareText, type Pool } from './pool-closing';
import { DeliveriesInTime } from './pool-deliveries';
import { PoolRest } from './pool-rest';
import { poolTables } from './pool-tables';
import { ProceedsBooks } from './proceeds-books';
import { checkArrearsLeft, checkSupplement } from './supplements';
import { TakenBack } from './taken-back';

/** Every closed pool counted again from the log, and every share derived from that count. */
export class PoolsRule extends Rule implements AuditRule {
  readonly proves =
    'every pool is counted again from the log, every charge and share re-derived, every share posted once';
  private readonly time = new DeliveriesInTime(this.shared.deliveries);
  private readonly pools = new Map<string, Pool>();
  private readonly books = new ProceedsBooks(this.check);
  private readonly conventions = new Conventions();
  /** Balances of the pools' accounts in the ledger. */
  private readonly ledger = new Map<string, number>();

  readonly on: Handlers = {
    DeliveryGraded: (data, at) => {
      // What is pressed for its owner, or bought, counts in no pool.
      if (data.settledAs !== 'toll' && data.settledAs !== 'purchased') this.time.graded(data, at);
    },
    AdvancePosted: (data) => this.time.advanced(data),
    DeliveryReversed: (data, at) => {
      this.time.reversed(data, at);
      reverseLateGoods(this.check, data);
    },
    LotClosed: (data, at) => {
      this.time.lotClosed(data, at);
      this.books.lotClosed(data);
    },
    LotMadeAvailable: (data) => this.books.lotMade(data),
    LotOffered: (data, at) => {
      this.time.offered(data, at);
      this.books.lotOffered(data);
    },
    ConventionSigned: (data) => this.conventions.signed(data),
    ConventionEnded: (data) => this.conventions.ended(data),
    ProducerAffiliated: (data) => this.conventions.affiliated(data),
    ProceedsReceived: (data, at) => this.books.received(data, at),
    ProceedsReversed: (data, at) => this.books.reversed(data, at),
    PoolOpened: (data, at) => {
      if (this.pools.has(data.poolId)) this.check.fail(at, 'opened-twice', 'openings of the pool', 1, 2);
      this.pools.set(data.poolId, newPool(data));
      withAsker(this.pools.get(data.poolId), at);
    },
    ChargePosted: (data, at) => {
      this.rest(data.poolId, at)?.charged(data);
      withHand(this.pools.get(data.poolId), data.postedBy);
      withAsker(this.pools.get(data.poolId), at);
    },
    ChargeReversed: (data, at) => {
      this.rest(data.poolId, at)?.reversed(data);
      withHand(this.pools.get(data.poolId), data.reversedBy);
    },
    ClosingTakeBackBegun: ({ poolId }, at) => this.ended(poolId, at),
    CorrectionPosted: (data, at) => {
      const { poolId, producerCode, lineId, amountCentimes, counts } = data;
      // What stands in counts with the coefficient of its own grade, which is another where it was regraded.
      if (counts) this.time.advanced(counts);
      const pool = poolId === null ? undefined : this.pools.get(poolId);
      if (pool === undefined || amountCentimes === 0) return;
      pool.corrections.set(`${producerCode} ${lineId}`, amountCentimes);
      pool.onClosing.set(`correction ${poolId} ${producerCode} ${lineId}`, amountCentimes);
      const key = `correction ${poolId} ${producerCode} ${lineId}`;
      this.check.promise(key, at, 'correction-untold', lineId, 'told to its pool', poolId ?? undefined);
    },
    CorrectionTaken: (data, at) => {
      const { poolId, producerCode, lineId } = data;
      this.rest(poolId, at)?.corrected(data);
      this.check.kept(`correction ${poolId} ${producerCode} ${lineId}`);
    },
    ArrearsFixed: (data, at) => fixLeft(this.known(data.poolId, at), data),
    ArrearsLeft: (data, at) => {
      const pool = this.known(data.poolId, at);
      if (pool === undefined) return;
      const members = leftMembers(pool, data);
      checkArrearsLeft(this.check, pool, { ...data, members }, this.time, at);
      pool.saysLeft = true;
      for (const { producerCode } of members) {
        const key = `arrears ${data.poolId} ${producerCode}`;
        this.check.promise(key, at, 'arrears-unsettled', producerCode, 'settled', producerCode);
      }
      promiseLateGoods(this.check, pool, data, this.time, at);
    },
    ArrearsSettled: (data, at) => {
      const { poolId, producerCode, isLate } = data;
      if (isLate) settleLateGoods(this.check, this.pools.get(poolId), data, at);
      else if (!this.check.kept(`arrears ${poolId} ${producerCode}`))
        this.check.fail(at, 'arrears-twice', 'arrears settled', 'left by the end of a pool', producerCode);
    },
    PoolWoundUp: (data, at) => {
      this.rest(data.poolId, at)?.woundUp(data);
      this.ended(data.poolId, at);
    },
    ProceedsReserved: (data, at) => {
      const pool = this.known(data.poolId, at);
      if (pool && !pool.woundUp) this.check.fail(at, 'reserved', 'the pool', 'wound up before', 'not so');
      this.books.reserved(data);
    },
    /** What a pool takes of proceeds are parts of its own that were received, each once. */
    ProceedsPooled: (data, at) => {
      const { poolId, amountCentimes } = data;
      const pool = this.known(poolId, at);
      if (pool === undefined) return;
      if (pool.woundUp) this.check.fail(at, 'pooled-late', 'the pool', 'not wound up', 'wound up');
      pool.proceedsCentimes += amountCentimes;
      if (pool.closed) pool.restCentimes += amountCentimes;
      this.books.pooled(pool, data, at);
    },
    ProceedsKept: (data, at) => this.books.kept(data, at),
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
      this.ended(data.poolId, at);
      pool.closed = data;
      const { distributableCentimes: sharedCentimes, points, lossCentimes } = data;
      closeCharges(pool, data);
      pool.lossCentimes = lossCentimes;
      pool.perPoint.push({ sharedCentimes, points: BigInt(points) });
      for (const share of closePool(this.check, pool, data, this.time, this.conventions, at)) {
        pool.owed.set(share.producerCode, share);
        pool.standing.set(share.producerCode, { points: BigInt(share.points), arrearsCentimes: 0 });
        for (const { deliveryId } of share.deliveries) pool.counted.add(deliveryId);
        pool.pendingCentimes += share.shareCentimes;
        const key = `${data.poolId} ${share.producerCode}`;
        const about = `the share of ${share.producerCode}`;
        this.check.promise(key, at, 'not-posted', about, 'posted to the account', share.producerCode);
      }
      for (const lotId of offeredWhileClosing(pool, this.time, at)) {
        const key = `offered ${data.poolId} ${lotId}`;
        this.check.promise(key, at, 'offered-while-closing', `the traceable lot ${lotId}`, 'with a clerk');
      }
      pool.attempts.clear();
    },
    ClosingTakenBack: (data, at) => this.backs(data.poolId, at)?.closing(data),
    FinalShareTakenBack: (data, at) => this.backs(data.poolId, at)?.finalShare(data),
    SupplementTakenBack: (data, at) => this.backs(data.poolId, at)?.supplement(data),
    CorrectionTakenBack: (data, at) => this.backs(data.poolId, at)?.correction(data),
    ReservedShareTakenBack: (data, at) => this.backs(data.poolId, at)?.reserved(data),
    SupplementFixed: ({ poolId, attempt, shares }, at) => {
      const pool = this.known(poolId, at);
      if (pool) pool.supplements.set(attempt, [...(pool.supplements.get(attempt) ?? []), ...shares]);
    },
    SupplementDistributed: (data, at) => {
      const pool = this.known(data.poolId, at);
      if (pool === undefined) return;
      this.ended(data.poolId, at);
      for (const share of checkSupplement(this.check, pool, data, this.time, at)) {
        const { producerCode, shareCentimes } = share;
        const key = `supplement ${data.poolId} ${data.number} ${producerCode}`;
        pool.parts.set(key, share);
        pool.onClosing.set(key, shareCentimes);
        pool.pendingCentimes += shareCentimes;
        const about = `the part of ${producerCode}`;
        this.check.promise(key, at, 'supplement-unposted', about, 'posted to the account', producerCode);
      }
    },
    SupplementPosted: (data, at) => {
      const { poolId, number, producerCode, shareCentimes } = data;
      const key = `supplement ${poolId} ${number} ${producerCode}`;
      const pool = this.known(poolId, at);
      if (!this.check.kept(key))
        this.check.fail(at, 'supplement-twice', 'the member’s part', 'owed by a supplement', producerCode);
      const part = pool?.parts.get(key);
      this.check.same(at, 'supplement-posted', 'the part as fixed', part?.shareCentimes, shareCentimes);
      if (pool) pool.pendingCentimes -= shareCentimes;
    },
    ShareReserved: (data, at) => {
      const { poolId, producerCode, number, shareCentimes } = data;
      const pool = this.known(poolId, at);
      const isPart = data.share === 'supplement';
      const key = isPart ? `supplement ${poolId} ${number} ${producerCode}` : `${poolId} ${producerCode}`;
      if (!this.check.kept(key))
        this.check.fail(at, 'reserved-twice', 'a share for the reserve', 'owed by the pool', producerCode);
      const owed = isPart ? pool?.parts.get(key) : pool?.owed.get(producerCode);
      this.check.same(at, 'reserved-share', 'the share as fixed', owed?.shareCentimes, shareCentimes);
      if (pool) pool.pendingCentimes -= shareCentimes;
    },
    FinalSharePosted: (data, at) => {
      const { poolId, producerCode } = data;
      const pool = this.known(poolId, at);
      if (pool === undefined) return;
      const share = pool.owed.get(producerCode);
      pool.pendingCentimes -= data.shareCentimes;
      if (!this.check.kept(`${poolId} ${producerCode}`)) {
        const found = share ? 'posted before' : 'not of the pool';
        this.check.fail(at, 'posted-twice', 'the member’s share', 'owed by the closed pool', found);
      }
      if (share) this.check.same(at, 'posted', 'the share as fixed', shareText(share), shareText(data));
    },
  };

  each({ data }: Event): void {
    const { postings } = data as { postings?: readonly Posting[] };
    for (const { account, amountCentimes } of Array.isArray(postings) ? postings : [])
      if (typeof account === 'string' && account.startsWith('pool:'))
        this.ledger.set(account, (this.ledger.get(account) ?? 0) + amountCentimes);
  }

  /** What stands on a pool's account is what it has and has not shared, to the centime. */
  finish(): void {
    for (const [poolId, pool] of this.pools) {
      const { closed, woundUp, restCentimes, proceedsCentimes, pendingCentimes, corrections, at } = pool;
      const untold = [...corrections.values()].reduce((sum, one) => sum + one, 0);
      const expected = (closed || woundUp ? restCentimes : proceedsCentimes) + pendingCentimes - untold;
      const found = this.ledger.get(`pool:${poolId}`) ?? 0;
      this.check.same(at, 'ledger', `the account of ${poolId}`, expected, found);
    }
  }

  /** Who opened or charged a pool ends nothing of it; policies and services are no persons. */
  private ended(poolId: string, at: RecordedCommit): void {
    if (this.pools.get(poolId)?.hands.has(at.actor) && !/^(policy|service|terminal):/.test(at.actor))
      this.check.fail(
        at,
        'one-person',
        'who opened or charged the pool and who ended it',
        'two persons',
        'one',
      );
  }

  private rest(poolId: string, at: RecordedCommit): PoolRest | undefined {
    const pool = this.known(poolId, at);
    return pool && new PoolRest(this.check, pool, at);
  }

  private backs(poolId: string, at: RecordedCommit): TakenBack | undefined {
    const pool = this.known(poolId, at);
    return pool && new TakenBack(this.check, pool, at);
  }

  private known(poolId: string, at: RecordedCommit): Pool | undefined {
    const pool = this.pools.get(poolId);
    if (pool) pool.at = at;
    if (pool === undefined) this.check.fail(at, 'unknown', 'the pool', 'opened before', poolId);
    return pool;
  }

  tables(): AuditTable[] {
    return poolTables([...this.pools.values()], this.books.unpooled());
  }
}
