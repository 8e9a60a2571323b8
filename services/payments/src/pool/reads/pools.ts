import type { PoolCharge, PoolClosed } from '@oce/contracts';
import { projectionFrom } from '@oce/projections';
import { poolEvents, type ChargePosted, type PoolOpened, type ProceedsPooled } from '../domain/pool.events';
import type { PoolTerms } from '../domain/settlement/charges';

/** A pool as the clerk sees it. */
export type PoolDocument = PoolOpened['data'] & {
  readonly status: 'open' | 'closed';
  readonly proceedsCentimes: number;
  readonly proceeds: readonly Pick<
    ProceedsPooled['data'],
    'proceedsId' | 'invoiceNumber' | 'amountCentimes' | 'valueDate'
  >[];
  readonly costs: readonly Pick<ChargePosted['data'], 'chargeId' | 'kind' | 'amountCentimes'>[];
  readonly closing: Omit<
    PoolClosed['data'],
    'poolId' | 'kind' | 'campaignId' | 'productId' | 'grades' | 'lotIds' | 'proceedsCentimes' | 'postings'
  > | null;
};

/** Which pools are there, and what stands in them? */
export const poolsProjection = projectionFrom(poolEvents)<PoolDocument>({
  name: 'pools',
  version: 1,
  keys: (event) => (event.type === 'SharesFixed' ? [] : [event.data.poolId]),
  project: {
    PoolOpened: (_document, { data }) => ({
      ...data,
      terms: shownTerms(data.terms),
      status: 'open',
      proceedsCentimes: 0,
      proceeds: [],
      costs: [],
      closing: null,
    }),
    ChargePosted: (document, { data: { chargeId, kind, amountCentimes } }) =>
      document && { ...document, costs: [...document.costs, { chargeId, kind, amountCentimes }] },
    ProceedsPooled(document, { data }) {
      if (!document) return undefined;
      const { proceedsId, invoiceNumber, amountCentimes, valueDate } = data;
      const proceeds = [...document.proceeds, { proceedsId, invoiceNumber, amountCentimes, valueDate }];
      return {
        ...document,
        proceeds,
        proceedsCentimes: document.proceedsCentimes + amountCentimes,
      };
    },
    SharesFixed: (document) => document,
    PoolClosed(document, { data }) {
      if (!document) return undefined;
      const { distributableCentimes, points, members, deliveries } = data;
      const { payableGrams, logPosition, closedOn, attempt } = data;
      const closing = {
        charges: data.charges.map(shownCharge),
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
    },
  },
});

function shownTerms({ milling, commissionPpm, oceChargesCapPpm }: PoolTerms): PoolTerms {
  const { perKgCentimes, chargedBy } = milling;
  return { milling: { perKgCentimes, chargedBy }, commissionPpm, oceChargesCapPpm };
}

const shownCharge = ({ kind, chargedBy, askedCentimes, amountCentimes }: PoolCharge): PoolCharge => ({
  kind,
  chargedBy,
  askedCentimes,
  amountCentimes,
});
