import type { CountedInPool } from '@oce/contracts';
import { conflict, type CommandMeta } from '@oce/event-sourcing';
import type { HandlerOf, Outcome } from '@oce/event-store';
import { countedOf, ownDeliveries, priced, type PoolDeliveries } from '../domain/count-pool';
import { requireOtherHands } from '../domain/duties';
import { openedOf, poolAggregate } from '../domain/pool';
import { countedBy, pointsIn, type Counted } from '../domain/pool-shares';
import type { PoolEvent, PoolOpened, SupplementShare } from '../domain/pool.events';
import { requireClosed } from '../domain/stages';
import { supplementOf, type Supplement } from '../domain/settlement/supplement';
import type { ReadsForPools } from './closing-facts';
import { writeChunks } from './write-chunks';

export interface SupplementParts {
  readonly pools: HandlerOf<typeof poolAggregate>;
  readonly reads: Pick<ReadsForPools, 'deliveries'>;
  /** A new id for each attempt. */
  readonly newAttempt: () => string;
}

/**
 * Shares what came to a closed pool since, on the points of its closing and of goods counted late. Its shares are written
 * in chunks, then one last commit distributes: started again after a crash it makes a new attempt, and ends with the same
 * centimes, once.
 *
 * @throws DomainError `shares_outstanding`, what `supplementOf` and the pool itself refuse
 */
export async function distributeSupplement(
  { pools, reads, newAttempt }: SupplementParts,
  poolId: string,
  supplementId: string,
  meta: CommandMeta,
): Promise<Outcome<PoolEvent>> {
  const { state } = await pools.load(poolId);
  const opened = openedOf(state);
  const data = { supplementId };
  const known = state.supplements.find((one) => one.supplementId === supplementId);
  if (known !== undefined) {
    const facts = { ...known, restBeforeCentimes: state.restCentimes };
    return pools.handle(poolId, { type: 'DistributeSupplement', data, facts, meta });
  }
  requireClosed(state);
  requireOtherHands(state.hands, meta);
  const delivered = await reads.deliveries(opened);
  const counted = countedBy((await pools.history(poolId)).flatMap(({ events }) => events));
  const late = lateGoods(opened, delivered, counted);
  const latePoints = new Map([...late].map(([code, deliveries]) => [code, pointsIn(deliveries)]));
  const supplement = supplementOf(state.restCentimes, counted.standing, latePoints, state.perPoint);
  const attempt = newAttempt();
  await writeChunks({ attempt, shares: sharesOf(supplement, late), meta }, (part, shares, own) =>
    pools.handle(poolId, { type: 'FixSupplement', data: part, facts: { shares }, meta: own }),
  );
  const { distributedCentimes, sharedCentimes, arrearsCentimes } = supplement;
  const lateDeliveries = [...late.values()].reduce((sum, deliveries) => sum + deliveries.length, 0);
  return pools.handle(poolId, {
    type: 'DistributeSupplement',
    data,
    facts: {
      attempt,
      distributedCentimes,
      sharedCentimes,
      points: String(supplement.points),
      lateDeliveries,
      arrearsCentimes,
      logPosition: delivered.position,
      restBeforeCentimes: state.restCentimes,
    },
    meta,
  });
}

/** The parts that become lines: those of something, and those that count goods for the first time. */
function sharesOf(
  { parts }: Supplement,
  late: ReadonlyMap<string, readonly CountedInPool[]>,
): SupplementShare[] {
  return parts
    .map((part) => ({
      producerCode: part.producerCode,
      points: String(part.points),
      shareCentimes: part.shareCentimes,
      deliveries: late.get(part.producerCode) ?? [],
      lateCentimes: part.lateCentimes,
      arrearsCentimes: part.arrearsCentimes,
    }))
    .filter(({ shareCentimes, deliveries }) => shareCentimes > 0 || deliveries.length > 0);
}

/**
 * Deliveries that a closed pool has not counted yet, by member: graded after it was closed. Refuses `shares_outstanding`
 * while shares of the closing are still on their way to the accounts, for a line follows the one before, and
 * `advances_outstanding`.
 */
export function lateGoods(
  scope: PoolOpened['data'],
  delivered: PoolDeliveries,
  { deliveryIds }: Pick<Counted, 'deliveryIds'>,
): Map<string, CountedInPool[]> {
  const waiting = delivered.deliveries.filter(
    ({ deliveryId, settledIn }) => settledIn === null && deliveryIds.has(deliveryId),
  );
  if (waiting.length > 0)
    throw conflict(
      'shares_outstanding',
      `${waiting.length} deliveries have no line of the last distribution yet (${waiting[0]?.deliveryId}). Try again; see attention.`,
    );
  const late = priced(ownDeliveries(scope, delivered).filter(({ settledIn }) => settledIn === null));
  const byMember = new Map<string, CountedInPool[]>();
  for (const delivery of late) {
    const known = byMember.get(delivery.producerCode);
    if (known) known.push(countedOf(delivery));
    else byMember.set(delivery.producerCode, [countedOf(delivery)]);
  }
  return byMember;
}
