import type { SupplementDistributed } from '@oce/contracts';
import { projectionFrom } from '@oce/projections';
import { poolEvents, type ChargePosted, type PooledPart, type ProceedsPooled } from '../domain/pool.events';

/** What a pool takes more of for as long as it lives, and is shown by the page. */
export const POOL_PARTS = ['proceeds', 'costs', 'supplements'] as const;
export type PoolPart = (typeof POOL_PARTS)[number];

export type ShownProceeds = Pick<
  ProceedsPooled['data'],
  'proceedsId' | 'invoiceNumber' | 'amountCentimes' | 'valueDate'
> & {
  /** Parts of raw lots that were sold as another one; none where all were sold as they are. */
  readonly byOrigin: readonly Pick<Required<PooledPart>, 'lotId' | 'soldAs' | 'amountCentimes'>[];
};
type ShownCost = Pick<ChargePosted['data'], 'chargeId' | 'kind' | 'chargedBy' | 'amountCentimes'> & {
  /** Why it was reversed; null while it stands. */
  readonly reversedFor: string | null;
};
export type ShownSupplement = Pick<
  SupplementDistributed['data'],
  | 'supplementId'
  | 'number'
  | 'distributedCentimes'
  | 'sharedCentimes'
  | 'points'
  | 'members'
  | 'lateDeliveries'
  | 'distributedOn'
>;

interface Entry<Part extends PoolPart, Shown> {
  readonly poolId: string;
  readonly part: Part;
  /** Position in the log of what made it: the order in which entries came. */
  readonly since: number;
  readonly entry: Shown;
}
export type PoolEntryDocument =
  Entry<'proceeds', ShownProceeds> | Entry<'costs', ShownCost> | Entry<'supplements', ShownSupplement>;

const keyOf = (poolId: string, part: PoolPart, id: string): string => `${poolId}|${part}|${id}`;

/** What came into each pool, and what went out of it? A document an entry: there is no end to them. */
export const poolEntriesProjection = projectionFrom(
  poolEvents.ProceedsPooled,
  poolEvents.ChargePosted,
  poolEvents.ChargeReversed,
  poolEvents.SupplementDistributed,
)<PoolEntryDocument>({
  name: 'pool_entries',
  // 2: what of a supplement went over all points. 3: what lots were sold as.
  version: 3,
  indexes: [{ fields: { poolId: 1, part: 1, since: 1 } }],
  keys(event) {
    const { poolId } = event.data;
    switch (event.type) {
      case 'ProceedsPooled':
        return [keyOf(poolId, 'proceeds', event.data.proceedsId)];
      case 'SupplementDistributed':
        return [keyOf(poolId, 'supplements', event.data.supplementId)];
      default:
        return [keyOf(poolId, 'costs', event.data.chargeId)];
    }
  },
  project: {
    ProceedsPooled(_document, { data }, { position: since }) {
      const { poolId, proceedsId, invoiceNumber, amountCentimes, valueDate, parts } = data;
      const byOrigin = parts.flatMap((one) =>
        one.soldAs === undefined
          ? []
          : { lotId: one.lotId, soldAs: one.soldAs, amountCentimes: one.amountCentimes },
      );
      return {
        poolId,
        part: 'proceeds',
        since,
        entry: { proceedsId, invoiceNumber, amountCentimes, valueDate, byOrigin },
      };
    },
    ChargePosted(_document, { data }, { position: since }) {
      const { poolId, chargeId, kind, chargedBy, amountCentimes } = data;
      const entry = { chargeId, kind, chargedBy, amountCentimes, reversedFor: null };
      return { poolId, part: 'costs', since, entry };
    },
    ChargeReversed: (document, { data: { reason } }) =>
      document?.part === 'costs'
        ? { ...document, entry: { ...document.entry, reversedFor: reason } }
        : document,
    SupplementDistributed: (_document, { data }, { position: since }) => ({
      poolId: data.poolId,
      part: 'supplements',
      since,
      entry: {
        supplementId: data.supplementId,
        number: data.number,
        distributedCentimes: data.distributedCentimes,
        sharedCentimes: data.sharedCentimes,
        points: data.points,
        members: data.members,
        lateDeliveries: data.lateDeliveries,
        distributedOn: data.distributedOn,
      },
    }),
  },
});
