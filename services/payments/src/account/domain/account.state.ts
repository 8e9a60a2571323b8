import type { AdvancePosted, DeductionKind, FinalSharePosted } from '@oce/contracts';
import type { DisputeResolved, InputCreditGranted, PayoutReserved, PremiumDeclared } from './account.events';

/** What is asked of the member until nothing is left: a credit, a premium, what was paid too much. */
export interface Claim {
  readonly kind: DeductionKind;
  readonly reference: string;
  readonly grantedCentimes: number;
  readonly leftCentimes: number;
  /** From when a settlement may take it. */
  readonly dueOn: string;
  /** The credit or premium as it was told, so that a repeat is known from another one; null where a line left the claim. */
  readonly told: InputCreditGranted['data'] | PremiumDeclared['data'] | null;
}

/** A line of the account. What is `settled` has nothing to pay out. */
export interface Line {
  readonly lineId: string;
  readonly kind: 'advance' | 'final_share' | 'correction';
  readonly campaignId: string;
  readonly deliveryId: string | null;
  readonly poolId: string | null;
  readonly grossCentimes: number;
  readonly netCentimes: number;
  readonly deductions: readonly { kind: DeductionKind; reference: string; takenCentimes: number }[];
  readonly status: 'payable' | 'reserved' | 'paid' | 'settled';
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
  /** The pool whose share holds it. */
  readonly settledIn: string | null;
  readonly isReversed: boolean;
  readonly replacedBy: string | null;
};

export type Payout = Pick<
  PayoutReserved['data'],
  'transferId' | 'endToEndId' | 'amountCentimes' | 'lineIds'
> & { readonly status: 'reserved' | 'confirmed' | 'returned' | 'declined' };

export interface Dispute {
  readonly lineId: string;
  readonly reason: string;
  /** Null while it is open. */
  readonly resolved: Pick<DisputeResolved['data'], 'outcome' | 'resolution' | 'correctionLineId'> | null;
}

export type ById<T> = Readonly<Record<string, T>>;

/**
 * A copy of a record with some entries set. It is a dictionary, without a prototype: keys are ids that no other account
 * has, and an ordinary object would have the engine learn a shape for each account, at three to five times the cost.
 */
export function withEntries<T>(record: ById<T>, entries: Iterable<readonly [string, T]>): ById<T> {
  const copy: Record<string, T> = Object.create(null);
  for (const key in record) {
    const value = record[key];
    if (value !== undefined) copy[key] = value;
  }
  for (const [key, value] of entries) copy[key] = value;
  return copy;
}

/** An account of a producer. Records keep their order, so the oldest claim comes first. */
export interface AccountState {
  readonly claims: ById<Claim>;
  readonly lines: ById<Line>;
  readonly deliveries: ById<AccountDelivery>;
  readonly voided: ById<true>;
  readonly pools: ById<FinalSharePosted['data']['poolValue']>;
  readonly disputes: ById<Dispute>;
  readonly payouts: ById<Payout>;
}

export const initialAccount: AccountState = {
  claims: {},
  lines: {},
  deliveries: {},
  voided: {},
  pools: {},
  disputes: {},
  payouts: {},
};

/** A credit and a premium may have one id. */
export const claimKey = (kind: DeductionKind, reference: string): string => `${kind}:${reference}`;

/**
 * The id of a new line, and of the claim that it may leave: as wanted, with a number behind where it is in use. A dispute
 * may have the id of the delivery that it is about, and both end in a correction.
 */
export function freeLineId({ lines, claims }: AccountState, wanted: string): string {
  const isUsed = (id: string) => Boolean(lines[id] ?? claims[claimKey('input_credit', id)]);
  let id = wanted;
  for (let number = 2; isUsed(id); number++) id = `${wanted}-${number}`;
  return id;
}
