import { type PoolCharge } from '@oce/contracts';
import { unknownEvent } from '@oce/event-sourcing';
import { projectionFrom } from '@oce/projections';
import { poolEvents, type PoolOpened } from '../domain/pool.events';

/** A pool as the clerk sees it. */
export type PoolDocument = PoolOpened['data'] & {
  readonly status: 'open' | 'closed';
  readonly proceedsCentimes: number;
  readonly proceeds: readonly {
    readonly proceedsId: string;
    readonly invoiceNumber: string;
    readonly amountCentimes: number;
    readonly valueDate: string;
  }[];
  readonly costs: readonly {
    readonly chargeId: string;
    readonly kind: string;
    readonly amountCentimes: number;
  }[];
  readonly closing: {
    readonly charges: readonly PoolCharge[];
    readonly distributableCentimes: number;
    readonly points: string;
    readonly members: number;
    readonly deliveries: number;
    readonly payableGrams: number;
    readonly logPosition: number;
    readonly closedOn: string;
    readonly attempt: string;
  } | null;
};

/** Which pools are there, and what stands in them? */
export const poolsProjection = projectionFrom(poolEvents)<PoolDocument>({
  name: 'pools',
  version: 1,
  keys: (event) => (event.type === 'SharesFixed' ? [] : [event.data.poolId]),
  project(document, event) {
    if (event.type === 'PoolOpened') {
      const { poolId, kind, campaignId, productId, grades, lotIds, terms } = event.data;
      return {
        poolId,
        kind,
        campaignId,
        productId,
        grades,
        lotIds,
        terms,
        status: 'open',
        proceedsCentimes: 0,
        proceeds: [],
        costs: [],
        closing: null,
      };
    }
    if (!document) return undefined;
    switch (event.type) {
      case 'ChargePosted': {
        const { chargeId, kind, amountCentimes } = event.data;
        return { ...document, costs: [...document.costs, { chargeId, kind, amountCentimes }] };
      }
      case 'ProceedsPooled': {
        const { proceedsId, invoiceNumber, amountCentimes, valueDate } = event.data;
        const proceeds = [...document.proceeds, { proceedsId, invoiceNumber, amountCentimes, valueDate }];
        return {
          ...document,
          proceeds,
          proceedsCentimes: document.proceedsCentimes + amountCentimes,
        };
      }
      case 'SharesFixed':
        return document;
      case 'PoolClosed': {
        const { charges, distributableCentimes, points, members, deliveries } = event.data;
        const { payableGrams, logPosition, closedOn, attempt } = event.data;
        const closing = {
          charges,
          distributableCentimes,
          points,
          members,
          deliveries,
          payableGrams,
          logPosition,
          closedOn,
          attempt,
        };
        return { ...document, status: 'closed', closing };
      }
      default:
        return unknownEvent(event);
    }
  },
});
