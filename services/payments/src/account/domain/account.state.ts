import type {
  AdvancePosted,
  CorrectionPosted,
  DeductionKind,
  ErasureHeld,
  FinalSharePosted,
} from '@oce/contracts';
import type { Proposals } from '@oce/event-sourcing';
import { sumExactly } from '@oce/quantities';
import { List, Map, OrderedMap, Set } from 'immutable';
import type {
  DisputeResolved,
  InputCreditGranted,
  PayoutReserved,
  PremiumDeclared,
  QualityDisputeUpheld,
} from './account.events';

/** What is asked of the member until nothing is left: a credit, a premium, what was paid too much. */
export interface Claim {
  /** Its place among the account's claims: the oldest is served first. */
  readonly number: number;
  readonly kind: DeductionKind;
  readonly reference: string;
  readonly grantedCentimes: number;
  readonly leftCentimes: number;
  /** From when a settlement may take it. */
  readonly dueOn: string;
  /** The credit or premium as it was told, so that a repeat is known from another one; null where a line left the claim. */
  readonly told: InputCreditGranted['data'] | PremiumDeclared['data'] | null;
  /** Why it was taken back whole; null while it holds. */
  readonly reversedFor: string | null;
}

/** A line of the account. What is `settled` has nothing to pay out. */
export interface Line {
  readonly lineId: string;
  readonly kind:
    | 'advance'
    | 'purchase'
    | 'final_share'
    | 'final_share_taken_back'
    | 'supplement'
    | 'supplement_taken_back'
    | 'correction'
    | 'correction_taken_back'
    | 'claim_reversed'
    | 'set_off';
  /** Null for what belongs to no campaign: a credit or premium taken back, debts set off. */
  readonly campaignId: string | null;
  readonly deliveryId: string | null;
  readonly poolId: string | null;
  readonly grossCentimes: number;
  readonly netCentimes: number;
  readonly deductions: readonly { kind: DeductionKind; reference: string; takenCentimes: number }[];
  /** What is held may not be paid out: its closing is being taken back. */
  readonly status: 'payable' | 'held' | 'reserved' | 'paid' | 'settled';
  readonly disputeId: string | null;
  readonly transferId: string | null;
  readonly postedOn: string;
}

/** A delivery as the account knows it: what it counts for, its price as frozen, and its advance before deductions. */
export type AccountDelivery = Pick<
  AdvancePosted['data'],
  'lineId' | 'campaignId' | 'grade' | 'payableGrams' | 'coefficientPpm' | 'pricePerKgCentimes' | 'advancePpm'
> & {
  readonly advanceCentimes: number;
  /** Bought by OCE: what stands as its advance is its whole price, and no pool counts it. */
  readonly isPurchased: boolean;
  /** The pool whose share holds it. */
  readonly settledIn: string | null;
  /** Its pool ended before any share counted it: the advance is all that it gets. */
  readonly isLeft: boolean;
  readonly isReversed: boolean;
  readonly replacedBy: string | null;
  /** Lines beside its own that hold a part of its advance: those of what it stands for, and of disputes. */
  readonly alsoOn: readonly string[];
  /** The version of the deduction schedule that is frozen for the day of its weighing. */
  readonly scheduleVersion: string;
};

export type Payout = Pick<
  PayoutReserved['data'],
  'transferId' | 'endToEndId' | 'amountCentimes' | 'lineIds' | 'counter'
> & { readonly status: 'reserved' | 'confirmed' | 'returned' | 'declined' };

export interface Dispute {
  /** Who raised it; undefined where an older log does not say. */
  readonly disputedBy: string | undefined;
  readonly lineId: string;
  readonly reason: string;
  /** Null while it is open. */
  readonly resolved: Pick<
    DisputeResolved['data'],
    'outcome' | 'resolution' | 'correctionLineId' | 'regradedDeliveryId'
  > | null;
  /** The sheet by which it was upheld last, and the delivery that is to be regraded by it; null where by none. */
  readonly regrading: Pick<
    QualityDisputeUpheld['data'],
    'deliveryId' | 'grade' | 'sample' | 'resolution' | 'upheldBy'
  > | null;
}

/** What the account has of a closed pool. */
export type PoolShare = FinalSharePosted['data']['poolValue'] & {
  /** The final share; null for a member whose goods were all counted late. */
  readonly lineId: string | null;
  /** The taking back that holds the share; null while nothing does. */
  readonly heldBy: string | null;
  /** Advances on goods counted late that supplements still have to meet. */
  readonly unmetCentimes: number;
  /** All lines of the closing, in the order in which they were posted: they are taken back with it. */
  readonly lineIds: List<string>;
  /** Those among them that are corrections. */
  readonly corrected: OrderedMap<string, Corrected>;
};

/** A correction at the value of a closed pool, with what it has changed, so that it can be undone. */
export type Corrected = Pick<
  CorrectionPosted['data'],
  | 'lineId'
  | 'citesLineId'
  | 'deliveryId'
  | 'grade'
  | 'basis'
  | 'counts'
  | 'amountCentimes'
  | 'claimCentimes'
  | 'reason'
> & {
  /** The delivery before it; undefined for one about a share. */
  readonly before: AccountDelivery | undefined;
  /** What was known before of the delivery that it has put in the place of that one. */
  readonly insteadBefore: AccountDelivery | undefined;
};

/**
 * An account of a producer, in maps that share with their successor what did not change: an event costs what it
 * changes, however long the account is. Each keeps the order in which its entries came. What decisions would look for
 * through all entries stands apart, and moves with them: lines and claims are set by `withLines` and `withClaims`.
 */
export interface AccountState {
  readonly claims: OrderedMap<string, Claim>;
  /** The keys of claims of which something is left. */
  readonly openClaims: Set<string>;
  /** The premium of each period. */
  readonly premiums: Map<string, string>;
  readonly lines: OrderedMap<string, Line>;
  /** What the lines that may be paid out now add up to. */
  readonly payableCentimes: number;
  /** The corrections that disputes of a line came to, by the line. */
  readonly corrections: Map<string, List<string>>;
  readonly deliveries: OrderedMap<string, AccountDelivery>;
  readonly voided: Set<string>;
  readonly pools: Map<string, PoolShare>;
  /** Attempts at closing whose shares were taken back. */
  readonly takenBack: Set<string>;
  /** Shares that went to the reserve: the attempt of a final share, the line of a part. */
  readonly reservedShares: Set<string>;
  /** Pools that were wound up while goods of the member were owed something, or had no share. */
  readonly endedPools: Set<string>;
  readonly disputes: OrderedMap<string, Dispute>;
  readonly payouts: OrderedMap<string, Payout>;
  readonly endToEndIds: Set<string>;
  /** From when the member belongs no more; null where no departure is known. */
  readonly departedOn: string | null;
  /** The person asked to be forgotten: what holds it as said last, and deliveries that the account has yet to hear of. */
  readonly erasure: Pick<ErasureHeld['data'], 'holds' | 'awaited'> | null;
  /** Takes no postings any more: its person is forgotten. */
  readonly isClosed: boolean;
  /** What was asked for above a limit. */
  readonly proposals: Proposals;
}

export const initialAccount: AccountState = {
  claims: OrderedMap(),
  openClaims: Set(),
  premiums: Map(),
  lines: OrderedMap(),
  payableCentimes: 0,
  corrections: Map(),
  deliveries: OrderedMap(),
  voided: Set(),
  pools: Map(),
  takenBack: Set(),
  reservedShares: Set(),
  endedPools: Set(),
  disputes: OrderedMap(),
  payouts: OrderedMap(),
  endToEndIds: Set(),
  departedOn: null,
  erasure: null,
  isClosed: false,
  proposals: {},
};

/** Whether a line may be paid out now. */
export const isPayable = ({ status, disputeId }: Line): boolean => status === 'payable' && disputeId === null;

/** Lines, new or changed; the payable sum moves with them. */
export function withLines(state: AccountState, changed: readonly Line[]): AccountState {
  let { lines, payableCentimes } = state;
  const payableOf = (line: Line | undefined) => (line && isPayable(line) ? line.netCentimes : 0);
  for (const line of changed) {
    payableCentimes = sumExactly([payableCentimes, payableOf(line), -payableOf(lines.get(line.lineId))]);
    lines = lines.set(line.lineId, line);
  }
  return { ...state, lines, payableCentimes };
}

/** Claims, new or changed, and whether something is left of them. */
export function withClaims(state: AccountState, changed: readonly Claim[]): AccountState {
  let { claims, openClaims } = state;
  for (const claim of changed) {
    const key = claimKey(claim.kind, claim.reference);
    claims = claims.set(key, claim);
    openClaims = claim.leftCentimes > 0 ? openClaims.add(key) : openClaims.delete(key);
  }
  return { ...state, claims, openClaims };
}

/** A credit and a premium may have one id. */
export const claimKey = (kind: DeductionKind, reference: string): string => `${kind}:${reference}`;

/**
 * The id of a new line, and of the claim that it may leave: as wanted, with a number behind where it is in use. A dispute
 * may have the id of the delivery that it is about, and both end in a correction.
 */
export function freeLineId({ lines, claims }: AccountState, wanted: string): string {
  const isUsed = (id: string) => lines.has(id) || claims.has(claimKey('input_credit', id));
  let id = wanted;
  for (let number = 2; isUsed(id); number++) id = `${wanted}-${number}`;
  return id;
}
