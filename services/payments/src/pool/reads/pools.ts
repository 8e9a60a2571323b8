import type { PoolCharge, PoolClosed, PoolWoundUp } from '@oce/contracts';
import { projectionFrom } from '@oce/projections';
import { poolEvents, type PoolOpened } from '../domain/pool.events';
import type { PoolTerms } from '../domain/settlement/charges';

/** A pool as the clerk sees it, in sums; what came into it and went out stands in `pool_entries`. */
export type PoolDocument = Omit<PoolOpened['data'], 'openedBy' | 'limit'> & {
  readonly status: 'open' | 'closed' | 'wound_up';
  readonly proceedsCentimes: number;
  readonly closing: ShownClosing | null;
  /** Position in the log of the closing that stands. */
  readonly closedAt: number | null;
  /** What is pooled and not shared; nothing before the closing. */
  readonly restCentimes: number;
  /** What goods counted late are still owed. */
  readonly arrearsCentimes: number;
  readonly woundUp: Pick<PoolWoundUp['data'], 'restCentimes' | 'account' | 'woundUpOn'> | null;
  /** Position in the log of the winding up. */
  readonly woundUpAt: number | null;
};

type ShownClosing = Omit<
  PoolClosed['data'],
  'poolId' | 'kind' | 'campaignId' | 'productId' | 'grades' | 'lotIds' | 'postings'
>;

/** Which pools are there, and what stands in them? */
export const poolsProjection = projectionFrom(poolEvents)<PoolDocument>({
  name: 'pools',
  // 3: sums only. 4: where in the log it was closed.
  version: 4,
  keys: (event) =>
    event.type === 'SharesFixed' || event.type === 'SupplementFixed' || event.type === 'ArrearsFixed'
      ? []
      : [event.data.poolId],
  project: {
    PoolOpened: (_document, { data: { openedBy: _openedBy, limit: _limit, ...data } }) => ({
      ...data,
      terms: shownTerms(data.terms),
      status: 'open',
      proceedsCentimes: 0,
      closing: null,
      closedAt: null,
      restCentimes: 0,
      arrearsCentimes: 0,
      woundUp: null,
      woundUpAt: null,
    }),
    ChargePosted: (document, { data }) => document && withRest(document, -data.amountCentimes),
    ChargeReversed: (document, { data }) => document && withRest(document, data.freedCentimes),
    ProceedsPooled(document, { data: { amountCentimes } }) {
      if (!document) return undefined;
      const proceedsCentimes = document.proceedsCentimes + amountCentimes;
      return withRest({ ...document, proceedsCentimes }, amountCentimes);
    },
    ProceedsReserved: (document) => document,
    SecondPersonAsked: (document) => document,
    ProposalConfirmed: (document) => document,
    ProposalRejected: (document) => document,
    CorrectionTaken: (document, { data }) => document && withRest(document, -data.amountCentimes),
    SharesFixed: (document) => document,
    SupplementFixed: (document) => document,
    PoolClosed: (document, { data }, { position: closedAt }) =>
      document && { ...document, status: 'closed', closing: shownClosing(data), closedAt },
    ArrearsFixed: (document) => document,
    ArrearsLeft: (document) => document,
    ClosingTakeBackBegun: (document) => document,
    ClosingTakeBackAbandoned: (document) => document,
    ClosingTakenBack: (document) =>
      document && { ...document, status: 'open', closing: null, closedAt: null, restCentimes: 0 },
    SupplementDistributed(document, { data }) {
      if (!document) return undefined;
      const { restCentimes, arrearsCentimes } = data;
      return { ...document, restCentimes, arrearsCentimes };
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
