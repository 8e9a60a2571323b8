import type { PayoutConfirmed, PayoutReturned, SettlementLines } from '@oce/contracts';
import type { PayoutDeclined, PayoutReserved } from './account.events';
import { claimKey, type AccountState, type Claim, type Line, type Payout } from './account.state';

type LineData = Pick<Line, 'lineId' | 'campaignId' | 'postedOn'>;

/** A line as posted: what has nothing to pay out is settled at once. */
export function lineOf(
  kind: Line['kind'],
  { lineId, campaignId, postedOn }: LineData,
  about: Pick<Line, 'deliveryId' | 'poolId'>,
  {
    grossCentimes,
    netCentimes,
    deductions,
  }: Pick<SettlementLines, 'grossCentimes' | 'netCentimes' | 'deductions'>,
): Line {
  return {
    lineId,
    kind,
    campaignId,
    ...about,
    grossCentimes,
    netCentimes,
    deductions: deductions
      .filter((one) => one.takenCentimes > 0)
      .map(({ kind: of, reference, takenCentimes }) => ({ kind: of, reference, takenCentimes })),
    status: netCentimes === 0 ? 'settled' : 'payable',
    disputeId: null,
    transferId: null,
    postedOn,
  };
}

/** What is left of each claim after a settlement. */
export function withTaken(
  state: AccountState,
  { deductions }: Pick<SettlementLines, 'deductions'>,
): AccountState {
  const claims = { ...state.claims };
  for (const { kind, reference, carriedCentimes } of deductions) {
    const key = claimKey(kind, reference);
    const claim = claims[key];
    if (claim) claims[key] = { ...claim, leftCentimes: carriedCentimes };
  }
  return { ...state, claims };
}

/** A new claim on later settlements. */
export function withClaim(state: AccountState, claim: Omit<Claim, 'leftCentimes'>): AccountState {
  const { kind, reference, grantedCentimes: leftCentimes } = claim;
  return { ...state, claims: { ...state.claims, [claimKey(kind, reference)]: { ...claim, leftCentimes } } };
}

/** What a line gave too much is owed like a credit, from the day of the line on. */
export function withOverpaid(
  state: AccountState,
  { lineId: reference, postedOn: dueOn }: LineData,
  grantedCentimes: number,
): AccountState {
  if (grantedCentimes <= 0) return state;
  return withClaim(state, { kind: 'input_credit', reference, grantedCentimes, dueOn, told: null });
}

const PAYOUT_STATUS = {
  PayoutReserved: { payout: 'reserved', line: 'reserved' },
  PayoutConfirmed: { payout: 'confirmed', line: 'paid' },
  PayoutReturned: { payout: 'returned', line: 'payable' },
} as const;

/** A payout and its lines move together. */
export function afterPayout(
  state: AccountState,
  event: PayoutReserved | PayoutDeclined | PayoutConfirmed | PayoutReturned,
): AccountState {
  const { transferId, endToEndId } = event.data;
  if (event.type === 'PayoutDeclined') {
    const known = state.payouts[transferId] ?? { transferId, endToEndId, amountCentimes: 0, lineIds: [] };
    return { ...state, payouts: { ...state.payouts, [transferId]: { ...known, status: 'declined' } } };
  }
  const status = PAYOUT_STATUS[event.type];
  const { amountCentimes } = event.data;
  const lineIds =
    event.type === 'PayoutReserved' ? event.data.lineIds : (state.payouts[transferId]?.lineIds ?? []);
  const payout: Payout = { transferId, endToEndId, amountCentimes, lineIds, status: status.payout };
  const lines = { ...state.lines };
  for (const lineId of lineIds) {
    const line = lines[lineId];
    if (line)
      lines[lineId] = {
        ...line,
        status: status.line,
        transferId: status.line === 'payable' ? null : transferId,
      };
  }
  return { ...state, lines, payouts: { ...state.payouts, [transferId]: payout } };
}
