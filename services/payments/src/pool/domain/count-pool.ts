import type { CountedInPool } from '@oce/contracts';
import { conflict } from '@oce/event-sourcing';
import type { MemberDelivery, PoolMemberDocument } from '../reads/pool-members';
import { countPoints, type Contribution, type PointCount } from './settlement/shares';
import type { PoolOpened } from './pool.events';

/** What members delivered for a pool's grades, all of it up to one position of the log and nothing behind. */
export interface PoolDeliveries {
  readonly position: number;
  readonly documents: readonly PoolMemberDocument[];
  readonly traceableLots: ReadonlySet<string>;
}

/** The points of a pool, with the deliveries that each member counts. */
export interface PoolCount {
  readonly count: PointCount;
  readonly deliveriesOf: ReadonlyMap<string, readonly CountedInPool[]>;
  readonly deliveries: number;
}

type Scope = Pick<PoolOpened['data'], 'poolId' | 'kind' | 'lotIds'>;

/**
 * Counts what members delivered for a pool. A traceable lot counts the deliveries in it; a campaign's pool all others.
 * What is reversed counts nowhere. Refuses `advances_outstanding` while a delivery has no advance, for its coefficient
 * comes with it, and `delivery_settled_already` for a lot whose deliveries another pool has paid.
 */
export function countPool(
  scope: Scope,
  { documents, traceableLots }: Omit<PoolDeliveries, 'position'>,
): PoolCount {
  const deliveriesOf = new Map<string, CountedInPool[]>();
  const contributions: Contribution[] = [];
  const outstanding: string[] = [];
  for (const { producerCode, grade, deliveries } of documents) {
    for (const delivery of deliveries) {
      if (delivery.isReversed || !isOf(scope, delivery, traceableLots)) continue;
      const { deliveryId, payableGrams, coefficientPpm, settledIn } = delivery;
      if (settledIn !== null && settledIn !== scope.poolId)
        throw conflict('delivery_settled_already', `Delivery ${deliveryId} has its share of ${settledIn}.`);
      if (coefficientPpm === null) {
        outstanding.push(deliveryId);
        continue;
      }
      contributions.push({ deliveryId, producerCode, contract: scope.kind, payableGrams, coefficientPpm });
      const counted = { deliveryId, grade, payableGrams, coefficientPpm };
      const known = deliveriesOf.get(producerCode);
      if (known) known.push(counted);
      else deliveriesOf.set(producerCode, [counted]);
    }
  }
  if (outstanding.length > 0)
    throw conflict(
      'advances_outstanding',
      `${outstanding.length} deliveries have no advance yet (${outstanding.slice(0, 3).join(', ')}). See attention.`,
    );
  const count = countPoints(scope.kind, contributions);
  return { count, deliveriesOf, deliveries: contributions.length };
}

function isOf({ lotIds }: Scope, { lotId }: MemberDelivery, traceableLots: ReadonlySet<string>): boolean {
  if (lotIds !== null) return lotId !== null && lotIds.includes(lotId);
  return lotId === null || !traceableLots.has(lotId);
}
