import { conflict, type CommandMeta } from '@oce/event-sourcing';
import type { HandlerOf, Outcome } from '@oce/event-store';
import { businessDate } from '@oce/quantities';
import { requireClosingDay } from '../domain/close';
import type { PoolCount } from '../domain/count-pool';
import { requireOtherHands } from '../domain/duties';
import { requireAcknowledged, type OutstandingKind } from '../domain/outstanding';
import { openedOf, poolAggregate } from '../domain/pool';
import type { FixedShare, PoolEvent, PoolOpened } from '../domain/pool.events';
import { costsOf, proceedsOf } from '../domain/pool.state';
import { distribute, type Distribution } from '../domain/settlement/shares';
import { requireNotEnded } from '../domain/stages';
import { closingBasis, type ReadsForPools } from './closing-facts';
import { writeChunks } from './write-chunks';

export interface ClosePoolParts {
  readonly pools: HandlerOf<typeof poolAggregate>;
  readonly reads: ReadsForPools;
  /** A new id for each attempt. */
  readonly newAttempt: () => string;
  /** Half a message unless told. */
  readonly largestChunkBytes?: number;
}

/** What a clerk says of a closing. */
export interface Closing {
  /** Today unless told; of a pool that is closed, the day it was. */
  readonly closedOn?: string;
  /** What is outstanding and known to the clerk. */
  readonly acknowledge?: readonly OutstandingKind[];
  /** Said where charges may pass the proceeds: OCE then bears the loss. */
  readonly lossBorneBy?: 'oce';
}

/**
 * Closes a pool: counts the points as of one position of the log, shares, writes the shares in chunks and closes with
 * one last commit. Started again after a crash at any point it makes a new attempt and ends with the same centimes,
 * once: chunks of an attempt that no `PoolClosed` names count for nothing.
 *
 * @throws DomainError `pool_unknown`, `pool_changed` where a lot was offered as traceable since the count, what `countPool`,
 * `distribute` and the pool itself refuse
 */
export async function closePool(
  parts: ClosePoolParts,
  poolId: string,
  closing: Closing,
  meta: CommandMeta,
): Promise<Outcome<PoolEvent>> {
  const { state } = await parts.pools.load(poolId);
  const { closed } = state;
  const opened = openedOf(state);
  const { acknowledge = [], lossBorneBy = null } = closing;
  const closedOn = closing.closedOn ?? closed?.closedOn ?? businessDate(meta.now);
  const data = { closedOn, acknowledge, lossBorneBy };
  if (closed !== null) {
    const facts = { ...closed, outstanding: [], lastDeliveryOn: null };
    return parts.pools.handle(poolId, { type: 'ClosePool', data, facts, meta });
  }
  requireNotEnded(state);
  requireOtherHands(state.hands, meta);
  const basis = await closingBasis(parts.reads, opened, proceedsOf(state));
  const { counted, oceChargesCapPpm, outstanding } = basis;
  const { deliveries, count, lastDeliveryOn } = counted;
  // Before anything is written: the same refusals as at the end of it.
  requireClosingDay(closedOn, lastDeliveryOn, businessDate(meta.now));
  requireAcknowledged(outstanding, acknowledge);
  const oceBearsLoss = lossBorneBy === 'oce';
  const terms = { ...opened.terms, oceChargesCapPpm, costs: costsOf(state), oceBearsLoss };
  const distribution = distribute(proceedsOf(state), counted.count, terms);
  const attempt = await fixShares(parts, poolId, sharesOf(distribution, counted), meta);
  await requireNotOffered(parts.reads, opened, basis.position);
  const { proceedsCentimes, charges, distributableCentimes, points, lossCentimes } = distribution;
  return parts.pools.handle(poolId, {
    type: 'ClosePool',
    data,
    facts: {
      attempt,
      proceedsCentimes,
      charges,
      distributableCentimes,
      points: String(points),
      deliveries,
      payableGrams: count.payableGrams,
      logPosition: basis.position,
      lossCentimes,
      oceChargesCapPpm,
      outstanding,
      lastDeliveryOn,
    },
    meta,
  });
}

/** What a lot offered as traceable earns is its own: it may not be counted by the pool as well. Refuses `pool_changed`. */
async function requireNotOffered(
  reads: ReadsForPools,
  opened: PoolOpened['data'],
  position: number,
): Promise<void> {
  const [lotId] = await reads.offeredSince(opened, position);
  if (lotId !== undefined)
    throw conflict(
      'pool_changed',
      `Lot ${lotId} was offered as traceable while the pool was being closed. Close it again.`,
    );
}

/** Writes shares in chunks, under a new attempt. */
async function fixShares(
  { pools, newAttempt, largestChunkBytes }: ClosePoolParts,
  poolId: string,
  fixed: readonly FixedShare[],
  meta: CommandMeta,
): Promise<string> {
  const attempt = newAttempt();
  await writeChunks({ attempt, shares: fixed, meta, largestChunkBytes }, (data, shares, own) =>
    pools.handle(poolId, { type: 'FixShares', data, facts: { shares }, meta: own }),
  );
  return attempt;
}

function sharesOf({ shares }: Distribution, { deliveriesOf }: PoolCount): FixedShare[] {
  return shares.map(({ producerCode, payableGrams, points, shareCentimes }) => ({
    producerCode,
    payableGrams,
    points: String(points),
    shareCentimes,
    deliveries: deliveriesOf.get(producerCode) ?? [],
  }));
}
