import type { PoolClosed, PoolWoundUp, SupplementDistributed } from '@oce/contracts';
import { evolveBy, proposalsEvolved, type Proposals } from '@oce/event-sourcing';
import { sumExactly } from '@oce/quantities';
import { Map, OrderedMap, Set } from 'immutable';
import { withHand, type Hands } from './duties';
import type { OpenPool } from './pool.commands';
import type { PostedCost } from './settlement/charges';
import type { PerPoint } from './settlement/supplement';
import type { ChargePosted, PoolEvent, ProceedsPooled, SharesFixed } from './pool.events';

/** What an attempt has written so far, as sums: the shares themselves stay in the log. */
export interface Attempt {
  readonly of: number;
  readonly chunks: readonly number[];
  readonly members: number;
  readonly shareCentimes: number;
  readonly points: string;
}

/** A charge, and what it has taken of the pool; null while the pool is open, which takes it at the closing. */
export interface Charge extends PostedCost {
  readonly takenCentimes: number | null;
  /** Why it was reversed; null while it stands. */
  readonly reversedFor: string | null;
}

type Pooled = Omit<ProceedsPooled['data'], 'poolId' | 'postings'>;

/** One taking back of a closing: of which attempt, and why. */
interface TakingBack {
  readonly takeBackId: string;
  readonly attempt: string;
  readonly reason: string;
}

export interface PoolState {
  readonly opened: OpenPool['data'] | null;
  readonly hands: Hands;
  readonly proceeds: OrderedMap<string, Pooled>;
  readonly proceedsCentimes: number;
  /** Sent to the reserve after the pool was wound up. */
  readonly reserved: Map<string, Pooled>;
  readonly charges: OrderedMap<string, Charge>;
  readonly attempts: Map<string, Attempt>;
  readonly closed: PoolClosed['data'] | null;
  /** Since when it may be taken back: nothing is distributed and no charge comes meanwhile. */
  readonly takingBack: TakingBack | null;
  /** The closing that was taken back last. */
  readonly takenBack: TakingBack | null;
  /** What is pooled and not shared, in centimes; below zero, what comes covers it first. Nothing before the closing. */
  readonly restCentimes: number;
  /** What OCE has borne of a loss, in centimes. */
  readonly lossCentimes: number;
  /** What each point has had so far, one entry a distribution. */
  readonly perPoint: readonly PerPoint[];
  readonly supplements: readonly SupplementDistributed['data'][];
  /** What goods counted late are still owed, in centimes. */
  readonly arrearsCentimes: number;
  /** Corrections that have moved the pool's account, by member and line. */
  readonly corrections: Set<string>;
  readonly woundUp: PoolWoundUp['data'] | null;
  /** Charges, and prices of milling, that were asked for above their limit. */
  readonly proposals: Proposals;
}

export const initialPool: PoolState = {
  opened: null,
  hands: Map(),
  proceeds: OrderedMap(),
  proceedsCentimes: 0,
  reserved: Map(),
  charges: OrderedMap(),
  attempts: Map(),
  closed: null,
  takingBack: null,
  takenBack: null,
  restCentimes: 0,
  lossCentimes: 0,
  perPoint: [],
  supplements: [],
  arrearsCentimes: 0,
  corrections: Set(),
  woundUp: null,
  proposals: {},
};

/** What has come into the pool, in centimes. */
export const proceedsOf = (state: PoolState): number => state.proceedsCentimes;
/** Its costs as posted and not reversed; milling and commission come with the closing. */
export const costsOf = ({ charges }: PoolState): Charge[] =>
  [...charges.values()].filter((charge) => charge.reversedFor === null);
/** One correction of one member. */
export const correctionKey = (producerCode: string, lineId: string): string => `${producerCode} ${lineId}`;

/** What an event makes of a pool. */
export const evolvePool = evolveBy<PoolState, PoolEvent>({
  PoolOpened: (state, { data: { openedBy, limit: _limit, ...opened } }) => ({
    ...state,
    opened,
    hands: withHand(state.hands, openedBy, 'opened'),
  }),
  ChargePosted: (state, { data }) => withCharge(state, data),
  ChargeReversed(state, { data }) {
    const { chargeId, reason, freedCentimes, lossBackCentimes, reversedBy } = data;
    const known = state.charges.get(chargeId);
    if (known === undefined) return state;
    const charges = state.charges.set(chargeId, { ...known, reversedFor: reason });
    const lossCentimes = state.lossCentimes - lossBackCentimes;
    const hands = withHand(state.hands, reversedBy, 'reversed a charge of');
    return { ...state, charges, hands, lossCentimes, restCentimes: state.restCentimes + freedCentimes };
  },
  ProceedsPooled(state, { data }) {
    const { proceedsId, amountCentimes } = data;
    const proceeds = state.proceeds.set(proceedsId, pooledOf(data));
    const proceedsCentimes = sumExactly([state.proceedsCentimes, amountCentimes]);
    const lateCentimes = state.closed === null ? 0 : amountCentimes;
    return { ...state, proceeds, proceedsCentimes, restCentimes: state.restCentimes + lateCentimes };
  },
  ProceedsReserved: (state, { data }) => ({
    ...state,
    reserved: state.reserved.set(data.proceedsId, pooledOf(data)),
  }),
  CorrectionTaken(state, { data: { producerCode, lineId, amountCentimes } }) {
    const corrections = state.corrections.add(correctionKey(producerCode, lineId));
    const leftCentimes = state.woundUp === null ? amountCentimes : 0;
    return { ...state, corrections, restCentimes: state.restCentimes - leftCentimes };
  },
  SharesFixed: (state, { data }) => withChunk(state, data, data.shares),
  SupplementFixed: (state, { data }) => withChunk(state, data, data.shares),
  ArrearsFixed(state, { data }) {
    const owed = data.members.map((one) => ({ points: '0', shareCentimes: one.arrearsCentimes }));
    return withChunk(state, data, owed);
  },
  PoolClosed: (state, { data }) => closedBy(state, data),
  ClosingTakeBackBegun: (state, { data: { takeBackId, attempt, reason } }) => ({
    ...state,
    takingBack: { takeBackId, attempt, reason },
  }),
  ClosingTakeBackAbandoned: (state) => ({ ...state, takingBack: null }),
  ClosingTakenBack(state) {
    return {
      ...state,
      charges: state.charges.map((charge) => ({ ...charge, takenCentimes: null })),
      closed: null,
      takingBack: null,
      takenBack: state.takingBack,
      restCentimes: 0,
      lossCentimes: 0,
      perPoint: [],
    };
  },
  SupplementDistributed(state, { data }) {
    const { sharedCentimes, points, distributedCentimes, arrearsCentimes } = data;
    return {
      ...state,
      supplements: [...state.supplements, data],
      perPoint: [...state.perPoint, { sharedCentimes, points }],
      restCentimes: state.restCentimes - distributedCentimes,
      arrearsCentimes,
    };
  },
  // Said to the accounts; the winding up in the same commit ends the pool.
  ArrearsLeft: (state) => state,
  PoolWoundUp: (state, { data }) => ({ ...state, woundUp: data, restCentimes: 0 }),
  ...proposalsEvolved,
  // Whoever asked for a charge has charged the pool, as has whoever confirmed it; so with an opening.
  ProposalConfirmed(state, event) {
    const { proposalId, askedBy } = event.data;
    const isOpening = state.proposals[proposalId]?.command.type === 'OpenPool';
    const hands = withHand(state.hands, askedBy, isOpening ? 'opened' : 'posted a charge of');
    return { ...proposalsEvolved.ProposalConfirmed(state, event), hands };
  },
});

function pooledOf({ proceedsId, invoiceNumber, parts, amountCentimes, valueDate }: Pooled): Pooled {
  return { proceedsId, invoiceNumber, parts, amountCentimes, valueDate };
}

function withCharge(state: PoolState, data: ChargePosted['data']): PoolState {
  const { chargeId, kind, chargedBy, amountCentimes, postedBy } = data;
  const isLate = state.closed !== null;
  const takenCentimes = isLate ? amountCentimes : null;
  const charge = { kind, chargedBy, amountCentimes, takenCentimes, reversedFor: null };
  const charges = state.charges.set(chargeId, charge);
  const hands = withHand(state.hands, postedBy, 'posted a charge of');
  return { ...state, charges, hands, restCentimes: state.restCentimes - (takenCentimes ?? 0) };
}

/** The closing has a line for each charge that stands, in their order, between the milling and the commission. */
function closedBy(state: PoolState, data: PoolClosed['data']): PoolState {
  let line = 0;
  const charges = state.charges.map((charge) => {
    if (charge.reversedFor !== null) return charge;
    line += 1;
    return { ...charge, takenCentimes: data.charges[line]?.amountCentimes ?? 0 };
  });
  const { distributableCentimes: sharedCentimes, points, lossCentimes } = data;
  return {
    ...state,
    charges,
    closed: data,
    lossCentimes,
    perPoint: [{ sharedCentimes, points }],
  };
}

function withChunk(
  state: PoolState,
  { attempt, chunk, of }: Pick<SharesFixed['data'], 'attempt' | 'chunk' | 'of'>,
  shares: readonly { readonly points: string; readonly shareCentimes: number }[],
): PoolState {
  const before = state.attempts.get(attempt) ?? { of, chunks: [], members: 0, shareCentimes: 0, points: '0' };
  const points = shares.reduce((sum, share) => sum + BigInt(share.points), BigInt(before.points));
  const after: Attempt = {
    of,
    chunks: [...before.chunks, chunk],
    members: before.members + shares.length,
    shareCentimes: sumExactly([before.shareCentimes, ...shares.map((share) => share.shareCentimes)]),
    points: String(points),
  };
  return { ...state, attempts: state.attempts.set(attempt, after) };
}
