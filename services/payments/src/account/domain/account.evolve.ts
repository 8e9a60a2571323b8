import type { AdvancePosted, CorrectionPosted, FinalSharePosted } from '@oce/contracts';
import { evolveBy } from '@oce/event-sourcing';
import type { AccountEvent } from './account.events';
import { afterPayout, lineOf, withClaim, withOverpaid, withTaken } from './account.lines';
import { claimKey, withEntries, type AccountState, type Dispute } from './account.state';

/** What an event makes of an account. */
export const evolveAccount = evolveBy<AccountState, AccountEvent>({
  InputCreditGranted: (state, { data }) => {
    const { creditId: reference, grantedOn: dueOn, amountCentimes: grantedCentimes } = data;
    return withClaim(state, { kind: 'input_credit', reference, grantedCentimes, dueOn, told: data });
  },
  PremiumDeclared: (state, { data }) => {
    const { premiumId: reference, dueOn, amountCentimes: grantedCentimes } = data;
    return withClaim(state, { kind: 'insurance', reference, grantedCentimes, dueOn, told: data });
  },
  AdvancePosted: (state, { data }) => afterAdvance(state, data),
  FinalSharePosted: (state, { data }) => afterFinalShare(state, data),
  CorrectionPosted: (state, { data }) => afterCorrection(state, data),
  // Said apart for those who listen; the line in the same commit moves the claims.
  InputCreditRecovered: (state) => state,
  PremiumWithheld: (state) => state,
  DeliveryVoided: (state, { data }) => ({ ...state, voided: { ...state.voided, [data.deliveryId]: true } }),
  LineDisputed: (state, { data: { disputeId, lineId, reason } }) =>
    withDispute(state, disputeId, { lineId, reason, resolved: null }),
  DisputeResolved(state, { data: { disputeId, lineId, outcome, resolution, correctionLineId } }) {
    const reason = state.disputes[disputeId]?.reason ?? '';
    const resolved = { outcome, resolution, correctionLineId };
    return withDispute(state, disputeId, { lineId, reason, resolved });
  },
  PayoutReserved: afterPayout,
  PayoutDeclined: afterPayout,
  PayoutConfirmed: afterPayout,
  PayoutReturned: afterPayout,
});

function afterAdvance(state: AccountState, data: AdvancePosted['data']): AccountState {
  const { lineId, deliveryId, campaignId, grade, payableGrams, settlement } = data;
  const { coefficientPpm, pricePerKgCentimes, advancePpm } = data;
  const line = lineOf('advance', data, { deliveryId, poolId: null }, settlement);
  const delivery = {
    lineId,
    campaignId,
    grade,
    payableGrams,
    coefficientPpm,
    pricePerKgCentimes,
    advancePpm,
    settledIn: null,
    isReversed: false,
    replacedBy: null,
    advanceCentimes: settlement.grossCentimes,
  };
  return {
    ...withTaken(state, settlement),
    lines: withEntries(state.lines, [[lineId, line]]),
    deliveries: withEntries(state.deliveries, [[deliveryId, delivery]]),
  };
}

function afterFinalShare(state: AccountState, data: FinalSharePosted['data']): AccountState {
  const { lineId, poolId, settlement, overpaidCentimes } = data;
  const settled = data.deliveries.flatMap(({ deliveryId }) => {
    const known = state.deliveries[deliveryId];
    return known ? [[deliveryId, { ...known, settledIn: poolId }] as const] : [];
  });
  const line = lineOf('final_share', data, { deliveryId: null, poolId }, settlement);
  const next: AccountState = {
    ...withTaken(state, settlement),
    deliveries: withEntries(state.deliveries, settled),
    lines: withEntries(state.lines, [[lineId, line]]),
    pools: { ...state.pools, [poolId]: data.poolValue },
  };
  return withOverpaid(next, data, overpaidCentimes);
}

function afterCorrection(state: AccountState, data: CorrectionPosted['data']): AccountState {
  const { lineId, deliveryId, poolId, settlement, reopened, amountCentimes, netCentimes } = data;
  const claims = { ...(settlement ? withTaken(state, settlement) : state).claims };
  for (const { kind, reference, amountCentimes: givenBack } of reopened) {
    const claim = claims[claimKey(kind, reference)];
    if (claim) claims[claimKey(kind, reference)] = { ...claim, leftCentimes: claim.leftCentimes + givenBack };
  }
  const sums = settlement ?? { grossCentimes: amountCentimes, netCentimes, deductions: [] };
  const next: AccountState = {
    ...state,
    claims,
    deliveries: correctedDeliveries(state, data),
    lines: { ...state.lines, [lineId]: lineOf('correction', data, { deliveryId, poolId }, sums) },
  };
  return withOverpaid(next, data, data.claimCentimes);
}

function correctedDeliveries(
  state: AccountState,
  data: CorrectionPosted['data'],
): AccountState['deliveries'] {
  const { deliveryId, counts, basis, amountCentimes, campaignId, lineId } = data;
  const known = deliveryId === null ? undefined : state.deliveries[deliveryId];
  if (deliveryId === null || known === undefined) return state.deliveries;
  if (basis === 'dispute') {
    if (known.settledIn !== null) return state.deliveries;
    const advanceCentimes = known.advanceCentimes + amountCentimes;
    return { ...state.deliveries, [deliveryId]: { ...known, advanceCentimes } };
  }
  const reversed = { ...known, isReversed: true, replacedBy: counts?.deliveryId ?? null };
  const deliveries = {
    ...state.deliveries,
    [deliveryId]: known.settledIn === null ? { ...reversed, advanceCentimes: 0 } : reversed,
  };
  if (counts === null) return deliveries;
  const { deliveryId: replacement, ...counted } = counts;
  const standsIn = { ...known, ...counted, lineId, campaignId, isReversed: false, replacedBy: null };
  return { ...deliveries, [replacement]: standsIn };
}

function withDispute(state: AccountState, disputeId: string, dispute: Dispute): AccountState {
  const disputes = { ...state.disputes, [disputeId]: dispute };
  const line = state.lines[dispute.lineId];
  if (!line) return { ...state, disputes };
  const frozen = { ...line, disputeId: dispute.resolved === null ? disputeId : null };
  return { ...state, disputes, lines: { ...state.lines, [dispute.lineId]: frozen } };
}
