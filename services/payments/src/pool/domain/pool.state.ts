import type { PoolClosed } from '@oce/contracts';
import { evolveBy } from '@oce/event-sourcing';
import { sumExactly } from '@oce/quantities';
import type { PostedCost } from './settlement/charges';
import type { PoolEvent, PoolOpened, ProceedsPooled, SharesFixed } from './pool.events';

/** What an attempt has written so far, as sums: the shares themselves stay in the log. */
export interface Attempt {
  readonly of: number;
  readonly chunks: readonly number[];
  readonly members: number;
  readonly shareCentimes: number;
  readonly points: string;
}

export interface PoolState {
  readonly opened: PoolOpened['data'] | null;
  readonly proceeds: Readonly<Record<string, Omit<ProceedsPooled['data'], 'poolId' | 'postings'>>>;
  readonly charges: Readonly<Record<string, PostedCost>>;
  readonly attempts: Readonly<Record<string, Attempt>>;
  readonly closed: PoolClosed['data'] | null;
}

export const initialPool: PoolState = {
  opened: null,
  proceeds: {},
  charges: {},
  attempts: {},
  closed: null,
};

/** What has come into the pool, in centimes. */
export const proceedsOf = (state: PoolState): number =>
  sumExactly(Object.values(state.proceeds).map((one) => one.amountCentimes));
/** Its costs as posted; milling and commission come with the closing. */
export const costsOf = (state: PoolState): PostedCost[] => Object.values(state.charges);

/** What an event makes of a pool. */
export const evolvePool = evolveBy<PoolState, PoolEvent>({
  PoolOpened: (state, { data }) => ({ ...state, opened: data }),
  ChargePosted(state, { data: { chargeId, kind, chargedBy, amountCentimes } }) {
    return { ...state, charges: { ...state.charges, [chargeId]: { kind, chargedBy, amountCentimes } } };
  },
  ProceedsPooled(state, { data }) {
    const { proceedsId, invoiceNumber, parts, amountCentimes, valueDate } = data;
    const pooled = { proceedsId, invoiceNumber, parts, amountCentimes, valueDate };
    return { ...state, proceeds: { ...state.proceeds, [proceedsId]: pooled } };
  },
  SharesFixed: (state, { data }) => withChunk(state, data),
  PoolClosed: (state, { data }) => ({ ...state, closed: data }),
});

function withChunk(state: PoolState, { attempt, chunk, of, shares }: SharesFixed['data']): PoolState {
  const before = state.attempts[attempt] ?? { of, chunks: [], members: 0, shareCentimes: 0, points: '0' };
  const points = shares.reduce((sum, share) => sum + BigInt(share.points), BigInt(before.points));
  const after: Attempt = {
    of,
    chunks: [...before.chunks, chunk],
    members: before.members + shares.length,
    shareCentimes: sumExactly([before.shareCentimes, ...shares.map((share) => share.shareCentimes)]),
    points: String(points),
  };
  return { ...state, attempts: { ...state.attempts, [attempt]: after } };
}
