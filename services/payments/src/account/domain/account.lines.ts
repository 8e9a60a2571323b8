import type {
  ClaimReversed,
  CorrectionPosted,
  DebtsSetOff,
  PayoutConfirmed,
  PayoutReturned,
  SettlementLines,
} from '@oce/contracts';
import type { PayoutDeclined, PayoutReserved } from './account.events';
import {
  claimKey,
  withClaims,
  withLines,
  type AccountState,
  type Claim,
  type Line,
  type Payout,
} from './account.state';

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
  const taken = deductions.flatMap(({ kind, reference, carriedCentimes }) => {
    const claim = state.claims.get(claimKey(kind, reference));
    return claim ? [{ ...claim, leftCentimes: carriedCentimes }] : [];
  });
  return withClaims(state, taken);
}

/** Deductions that were given back are asked again. */
export function withGivenBack(
  state: AccountState,
  reopened: CorrectionPosted['data']['reopened'],
): AccountState {
  return reopened.reduce((next, { kind, reference, amountCentimes }) => {
    const claim = next.claims.get(claimKey(kind, reference));
    return claim ? withClaims(next, [{ ...claim, leftCentimes: claim.leftCentimes + amountCentimes }]) : next;
  }, state);
}

/** A new claim on later settlements. */
export function withClaim(
  state: AccountState,
  claim: Omit<Claim, 'leftCentimes' | 'number' | 'reversedFor'>,
): AccountState {
  const { kind, reference, grantedCentimes: leftCentimes } = claim;
  const { claims } = state;
  const number = claims.get(claimKey(kind, reference))?.number ?? claims.size + 1;
  return withClaims(state, [{ ...claim, leftCentimes, number, reversedFor: null }]);
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

/** A claim taken back whole: its line pays out what had been recovered, and nothing is asked any more. */
export function afterClaimReversed(state: AccountState, data: ClaimReversed['data']): AccountState {
  const { kind, reference, recoveredCentimes: netCentimes, reason: reversedFor } = data;
  const sums = { grossCentimes: 0, netCentimes, deductions: [] };
  const about = { deliveryId: null, poolId: null };
  const line = lineOf('claim_reversed', { ...data, campaignId: null }, about, sums);
  const posted = withLines(state, [line]);
  const claim = posted.claims.get(claimKey(kind, reference));
  if (claim === undefined) return posted;
  const next = withClaims(posted, [{ ...claim, leftCentimes: 0, reversedFor }]);
  const { told } = claim;
  return told && 'period' in told ? { ...next, premiums: next.premiums.delete(told.period) } : next;
}

/** The line lowers what is payable by what it has taken. */
export function afterDebtsSetOff(state: AccountState, data: DebtsSetOff['data']): AccountState {
  const { settlement, netCentimes } = data;
  const about = { deliveryId: null, poolId: null };
  const sums = { grossCentimes: 0, netCentimes, deductions: settlement.deductions };
  const line = lineOf('set_off', { ...data, campaignId: null }, about, sums);
  return withLines(withTaken(state, settlement), [line]);
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
  const { transferId, endToEndId, counter } = event.data;
  const known = state.payouts.get(transferId);
  if (event.type === 'PayoutDeclined')
    return withPayout(state, {
      ...(known ?? { transferId, endToEndId, amountCentimes: 0, lineIds: [], counter }),
      status: 'declined',
    });
  const status = PAYOUT_STATUS[event.type];
  const { amountCentimes } = event.data;
  const lineIds = event.type === 'PayoutReserved' ? event.data.lineIds : (known?.lineIds ?? []);
  const lines = lineIds.flatMap((lineId) => {
    const line = state.lines.get(lineId);
    const held = status.line === 'payable' ? null : transferId;
    return line ? [{ ...line, status: status.line, transferId: held }] : [];
  });
  const payout = { transferId, endToEndId, amountCentimes, lineIds, counter, status: status.payout };
  return withPayout(withLines(state, lines), payout);
}

const withPayout = (state: AccountState, payout: Payout): AccountState => ({
  ...state,
  payouts: state.payouts.set(payout.transferId, payout),
  endToEndIds: state.endToEndIds.add(payout.endToEndId),
});
