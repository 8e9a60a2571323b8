import type { CommandMeta } from '@oce/event-sourcing';
import type { HandlerOf, Outcome } from '@oce/event-store';
import { businessDate } from '@oce/quantities';
import { inChunks } from '../domain/close';
import { countPool, type PoolCount, type PoolDeliveries } from '../domain/count-pool';
import { openedOf, poolAggregate } from '../domain/pool';
import type { FixedShare, PoolEvent, PoolOpened } from '../domain/pool.events';
import { costsOf, proceedsOf } from '../domain/pool.state';
import { distribute, type Distribution } from '../domain/settlement/shares';

/** The port to the read models of a closing. */
export interface ReadsPoolDeliveries {
  read(scope: PoolOpened['data']): Promise<PoolDeliveries>;
}

export interface ClosePoolParts {
  readonly pools: HandlerOf<typeof poolAggregate>;
  readonly deliveries: ReadsPoolDeliveries;
  /** A new id for each attempt. */
  readonly newAttempt: () => string;
  /** Half a message unless told. */
  readonly largestChunkBytes?: number;
}

/**
 * Closes a pool: counts the points as of one position of the log, shares, writes the shares in chunks and closes with
 * one last commit. Started again after a crash at any point it makes a new attempt and ends with the same centimes,
 * once: chunks of an attempt that no `PoolClosed` names count for nothing.
 *
 * @param closedOn today unless told; of a pool that is closed, the day it was
 * @throws DomainError `pool_unknown`, what `countPool`, `distribute` and the pool itself refuse
 */
export async function closePool(
  parts: ClosePoolParts,
  poolId: string,
  closedOn: string | undefined,
  meta: CommandMeta,
): Promise<Outcome<PoolEvent>> {
  const { state } = await parts.pools.load(poolId);
  const { closed } = state;
  const opened = openedOf(state);
  if (closed !== null) {
    const data = { closedOn: closedOn ?? closed.closedOn };
    return parts.pools.handle(poolId, { type: 'ClosePool', data, facts: closed, meta });
  }
  const delivered = await parts.deliveries.read(opened);
  const counted = countPool(opened, delivered);
  const terms = { ...opened.terms, costs: costsOf(state) };
  const distribution = distribute(proceedsOf(state), counted.count, terms);
  const attempt = parts.newAttempt();
  const chunks = inChunks(sharesOf(distribution, counted), parts.largestChunkBytes);
  for (const [index, shares] of chunks.entries()) {
    const data = { attempt, chunk: index + 1, of: chunks.length };
    const commandId = `${attempt}-${index + 1}`;
    const own = { ...meta, commandId };
    await parts.pools.handle(poolId, { type: 'FixShares', data, facts: { shares }, meta: own });
  }
  const { proceedsCentimes, charges, distributableCentimes, points } = distribution;
  const { deliveries, count } = counted;
  return parts.pools.handle(poolId, {
    type: 'ClosePool',
    data: { closedOn: closedOn ?? businessDate(meta.now) },
    facts: {
      attempt,
      proceedsCentimes,
      charges,
      distributableCentimes,
      points: String(points),
      deliveries,
      payableGrams: count.payableGrams,
      logPosition: delivered.position,
    },
    meta,
  });
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
