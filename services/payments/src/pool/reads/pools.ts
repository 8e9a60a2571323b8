import type { PoolCharge, PoolClosed, PoolWoundUp, SupplementDistributed } from '@oce/contracts';
import { projectionFrom } from '@oce/projections';
import { poolEvents, type ChargePosted, type PoolOpened, type ProceedsPooled } from '../domain/pool.events';
import type { PoolTerms } from '../domain/settlement/charges';

/** A pool as the clerk sees it. */
export type PoolDocument = Omit<PoolOpened['data'], 'openedBy'> & {
  readonly status: 'open' | 'closed' | 'wound_up';
  readonly proceedsCentimes: number;
  readonly proceeds: readonly Pick<
    ProceedsPooled['data'],
    'proceedsId' | 'invoiceNumber' | 'amountCentimes' | 'valueDate'
  >[];
  readonly costs: readonly ShownCost[];
  readonly closing: ShownClosing | null;
  /** What is pooled and not shared; nothing before the closing. */
  readonly restCentimes: number;
  /** What goods counted late are still owed. */
  readonly arrearsCentimes: number;
  readonly supplements: readonly ShownSupplement[];
  readonly woundUp: Pick<PoolWoundUp['data'], 'restCentimes' | 'account' | 'woundUpOn'> | null;
  /** Position in the log of the winding up. */
  readonly woundUpAt: number | null;
};

type ShownCost = Pick<ChargePosted['data'], 'chargeId' | 'kind' | 'chargedBy' | 'amountCentimes'> & {
  /** Why it was reversed; null while it stands. */
  readonly reversedFor: string | null;
};
type ShownSupplement = Pick<
  SupplementDistributed['data'],
  | 'supplementId'
  | 'number'
  | 'distributedCentimes'
  | 'points'
  | 'members'
  | 'lateDeliveries'
  | 'distributedOn'
>;
type ShownClosing = Omit<
  PoolClosed['data'],
  'poolId' | 'kind' | 'campaignId' | 'productId' | 'grades' | 'lotIds' | 'postings'
>;

/** Which pools are there, and what stands in them? */
export const poolsProjection = projectionFrom(poolEvents)<PoolDocument>({
  name: 'pools',
  version: 2,
  keys: (event) =>
    event.type === 'SharesFixed' || event.type === 'SupplementFixed' ? [] : [event.data.poolId],
  project: {
    PoolOpened: (_document, { data: { openedBy: _openedBy, ...data } }) => ({
      ...data,
      terms: shownTerms(data.terms),
      status: 'open',
      proceedsCentimes: 0,
      proceeds: [],
      costs: [],
      closing: null,
      restCentimes: 0,
      arrearsCentimes: 0,
      supplements: [],
      woundUp: null,
      woundUpAt: null,
    }),
    ChargePosted(document, { data: { chargeId, kind, chargedBy, amountCentimes } }) {
      if (!document) return undefined;
      const cost = { chargeId, kind, chargedBy, amountCentimes, reversedFor: null };
      return withRest({ ...document, costs: [...document.costs, cost] }, -amountCentimes);
    },
    ChargeReversed(document, { data: { chargeId, reason, freedCentimes } }) {
      if (!document) return undefined;
      const costs = document.costs.map((one) =>
        one.chargeId === chargeId ? { ...one, reversedFor: reason } : one,
      );
      return withRest({ ...document, costs }, freedCentimes);
    },
    ProceedsPooled(document, { data }) {
      if (!document) return undefined;
      const { proceedsId, invoiceNumber, amountCentimes, valueDate } = data;
      const proceeds = [...document.proceeds, { proceedsId, invoiceNumber, amountCentimes, valueDate }];
      const proceedsCentimes = document.proceedsCentimes + amountCentimes;
      return withRest({ ...document, proceeds, proceedsCentimes }, amountCentimes);
    },
    ProceedsReserved: (document) => document,
    SecondPersonAsked: (document) => document,
    ProposalConfirmed: (document) => document,
    ProposalRejected: (document) => document,
    CorrectionTaken: (document, { data }) => document && withRest(document, -data.amountCentimes),
    SharesFixed: (document) => document,
    SupplementFixed: (document) => document,
    PoolClosed: (document, { data }) =>
      document && { ...document, status: 'closed', closing: shownClosing(data) },
    ClosingTakeBackBegun: (document) => document,
    ClosingTakeBackAbandoned: (document) => document,
    ClosingTakenBack: (document) =>
      document && { ...document, status: 'open', closing: null, restCentimes: 0 },
    SupplementDistributed(document, { data }) {
      if (!document) return undefined;
      const { restCentimes, arrearsCentimes } = data;
      const supplements = [...document.supplements, shownSupplement(data)];
      return { ...document, supplements, restCentimes, arrearsCentimes };
    },
    PoolWoundUp(document, { data }, { position }) {
      if (!document) return undefined;
      const { restCentimes, account, woundUpOn } = data;
      const woundUp = { restCentimes, account, woundUpOn };
      return { ...document, status: 'wound_up', woundUp, woundUpAt: position, restCentimes: 0 };
    },
  },
});

/** What comes to a closed pool, or goes, moves its rest. */
const withRest = (document: PoolDocument, moreCentimes: number): PoolDocument =>
  document.status === 'closed'
    ? { ...document, restCentimes: document.restCentimes + moreCentimes }
    : document;

function shownClosing(data: PoolClosed['data']): ShownClosing {
  return {
    proceedsCentimes: data.proceedsCentimes,
    charges: data.charges.map(shownCharge),
    distributableCentimes: data.distributableCentimes,
    points: data.points,
    members: data.members,
    deliveries: data.deliveries,
    payableGrams: data.payableGrams,
    logPosition: data.logPosition,
    closedOn: data.closedOn,
    attempt: data.attempt,
    lossCentimes: data.lossCentimes,
    lossBorneBy: data.lossBorneBy,
    oceChargesCapPpm: data.oceChargesCapPpm,
    acknowledged: [...data.acknowledged],
  };
}

function shownSupplement(data: SupplementDistributed['data']): ShownSupplement {
  const { supplementId, number, distributedCentimes, points, members, lateDeliveries, distributedOn } = data;
  return { supplementId, number, distributedCentimes, points, members, lateDeliveries, distributedOn };
}

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
