import { accounts, payments, type Posting } from '@oce/contracts';
import { projectionFrom } from '@oce/projections';
import type { NamedCost, PoolSums } from '../domain/pool-sums';

export interface PoolSumsDocument extends PoolSums {
  readonly isClosed: boolean;
}

const empty = (poolId: string): PoolSumsDocument => ({
  poolId,
  proceedsCentimes: 0,
  costs: [],
  membersCentimes: 0,
  lossCentimes: 0,
  ended: null,
  payableGrams: 0,
  isClosed: false,
});

/** Where did the money of each pool go? */
export const poolSumsProjection = projectionFrom(payments.pool)<PoolSumsDocument>({
  name: 'pool_sums',
  version: 1,
  keys: ({ data }) => [data.poolId],
  project: {
    ProceedsPooled(document, { data: { poolId, amountCentimes } }) {
      const known = document ?? empty(poolId);
      return { ...known, proceedsCentimes: known.proceedsCentimes + amountCentimes };
    },
    // The pool has ended: it is no money of its own.
    ProceedsReserved: (document) => document,
    PoolClosed(document, { data: { poolId, charges, distributableCentimes, payableGrams, lossCentimes } }) {
      return {
        ...(document ?? empty(poolId)),
        costs: charges.reduce<readonly NamedCost[]>(
          (costs, { kind, amountCentimes }) => costsWith(costs, kind, amountCentimes),
          [],
        ),
        membersCentimes: distributableCentimes,
        lossCentimes,
        payableGrams,
        isClosed: true,
      };
    },
    ClosingTakenBack: (document) =>
      document && {
        ...document,
        costs: [],
        membersCentimes: 0,
        lossCentimes: 0,
        payableGrams: 0,
        isClosed: false,
      },
    SupplementDistributed: (document, { data: { distributedCentimes } }) =>
      document && { ...document, membersCentimes: document.membersCentimes + distributedCentimes },
    // An open pool pays its charges at the closing; a closed one at once, which its posting says.
    ChargePosted(document, { data: { poolId, kind, postings } }) {
      if (document?.isClosed !== true) return document;
      return { ...document, costs: costsWith(document.costs, kind, takenOf(postings, poolId)) };
    },
    ChargeReversed(document, { data: { kind, freedCentimes, lossBackCentimes } }) {
      if (document?.isClosed !== true) return document;
      return {
        ...document,
        costs: costsWith(document.costs, kind, -(freedCentimes + lossBackCentimes)),
        lossCentimes: document.lossCentimes - lossBackCentimes,
      };
    },
    PoolWoundUp: (document, { data: { account, restCentimes } }) =>
      document && { ...document, ended: { account, restCentimes } },
  },
});

function takenOf(postings: readonly Posting[], poolId: string): number {
  const own = postings.filter(({ account }) => account === accounts.pool(poolId));
  return own.reduce((sum, { amountCentimes }) => sum - amountCentimes, 0);
}

function costsWith(costs: readonly NamedCost[], name: string, amountCentimes: number): readonly NamedCost[] {
  const before = costs.find((cost) => cost.name === name);
  if (before === undefined) return [...costs, { name, amountCentimes }];
  const after = { name, amountCentimes: before.amountCentimes + amountCentimes };
  return costs.map((cost) => (cost === before ? after : cost));
}
