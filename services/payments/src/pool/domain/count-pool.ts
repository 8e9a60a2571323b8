import type { CountedInPool } from '@oce/contracts';
import { conflict } from '@oce/event-sourcing';
import type { PoolMemberDocument } from '../reads/pool-members';
import { countPoints, type Contribution, type PointCount } from './settlement/shares';
import type { CountedWeighing } from './oce-cap';
import type { PoolOpened } from './pool.events';

/** What members delivered for a pool's grades, all of it up to one position of the log and nothing behind. */
export interface PoolDeliveries {
  readonly position: number;
  readonly deliveries: readonly OwnDelivery[];
  readonly traceableLots: ReadonlySet<string>;
}

/** The points of a pool, with the deliveries that each member counts. */
export interface PoolCount {
  readonly count: PointCount;
  readonly deliveriesOf: ReadonlyMap<string, readonly CountedInPool[]>;
  readonly deliveries: number;
  /** Who weighed in when, for each delivery counted. */
  readonly weighings: readonly CountedWeighing[];
  /** Deliveries counted that are in no lot. */
  readonly unlotted: readonly string[];
  /** The business date of the last weighing counted; null where nothing is. */
  readonly lastDeliveryOn: string | null;
}

type Scope = Pick<PoolOpened['data'], 'poolId' | 'kind' | 'lotIds'>;

/** A delivery that a pool may count, with whose it is, its day and its lot. */
export type OwnDelivery = Pick<
  PoolMemberDocument,
  | 'producerCode'
  | 'grade'
  | 'deliveryId'
  | 'payableGrams'
  | 'coefficientPpm'
  | 'advanceCentimes'
  | 'lotId'
  | 'isReversed'
  | 'settledIn'
> & {
  /** The business date of the weighing. */
  readonly weighedOn: string;
};

/** What a pool may count of what members delivered: a traceable lot what is in it, a campaign's pool all other goods. */
export function ownDeliveries(
  scope: Scope,
  { deliveries, traceableLots }: Omit<PoolDeliveries, 'position'>,
): OwnDelivery[] {
  return deliveries.filter((delivery) => !delivery.isReversed && isOf(scope, delivery, traceableLots));
}

/**
 * Counts what members delivered for a pool. A traceable lot counts the deliveries in it; a campaign's pool all others.
 * What is reversed counts nowhere. Refuses `advances_outstanding` while a delivery has no advance, for its coefficient
 * comes with it, `delivery_settled_already` for a lot whose deliveries another pool has paid, and
 * `shares_being_taken_back` while shares of a closing that was taken back still stand.
 */
export function countPool(scope: Scope, delivered: Omit<PoolDeliveries, 'position'>): PoolCount {
  // Those that were reversed since too: their members have a line of the closing as well.
  if (delivered.deliveries.some(({ settledIn }) => settledIn === scope.poolId))
    throw conflict(
      'shares_being_taken_back',
      'The shares of the closing that was taken back are still being given back. Try again; see attention.',
    );
  const own = ownDeliveries(scope, delivered);
  for (const { deliveryId, settledIn } of own) {
    if (settledIn !== null)
      throw conflict('delivery_settled_already', `Delivery ${deliveryId} has its share of ${settledIn}.`);
  }
  const deliveriesOf = new Map<string, CountedInPool[]>();
  const contributions = priced(own).map((delivery): Contribution => {
    const { deliveryId, producerCode, payableGrams, coefficientPpm } = delivery;
    const known = deliveriesOf.get(producerCode);
    if (known) known.push(countedOf(delivery));
    else deliveriesOf.set(producerCode, [countedOf(delivery)]);
    return { deliveryId, producerCode, contract: scope.kind, payableGrams, coefficientPpm };
  });
  const count = countPoints(scope.kind, contributions);
  const lastDeliveryOn = own.reduce<string | null>(
    (last, { weighedOn }) => (last !== null && last > weighedOn ? last : weighedOn),
    null,
  );
  const unlotted = own.filter(({ lotId }) => lotId === null).map(({ deliveryId }) => deliveryId);
  return { count, deliveriesOf, deliveries: own.length, weighings: own, unlotted, lastDeliveryOn };
}

type Priced = OwnDelivery & { readonly coefficientPpm: number };

/** Deliveries with their coefficients. Refuses `advances_outstanding`. */
export function priced(own: readonly OwnDelivery[]): Priced[] {
  const outstanding = own.filter((one) => one.coefficientPpm === null).map((one) => one.deliveryId);
  if (outstanding.length > 0)
    throw conflict(
      'advances_outstanding',
      `${outstanding.length} deliveries have no advance yet (${outstanding.slice(0, 3).join(', ')}). See attention.`,
    );
  return own as Priced[];
}

/** A delivery as a share says that it was counted. */
export const countedOf = ({ deliveryId, grade, payableGrams, coefficientPpm }: Priced): CountedInPool => ({
  deliveryId,
  grade,
  payableGrams,
  coefficientPpm,
});

function isOf({ lotIds }: Scope, { lotId }: OwnDelivery, traceableLots: ReadonlySet<string>): boolean {
  if (lotIds !== null) return lotId !== null && lotIds.includes(lotId);
  return lotId === null || !traceableLots.has(lotId);
}
