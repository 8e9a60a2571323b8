import type { AdvancePosted, CorrectionPosted, FinalSharePosted } from '@oce/contracts';
import { unknownEvent } from '@oce/event-sourcing';
import type {
  AccountEvent,
  DisputeResolved,
  InputCreditGranted,
  LineDisputed,
  PremiumDeclared,
} from './account.events';
import { afterPayout, lineOf, withClaim, withOverpaid, withTaken } from './account.lines';
import { claimKey, withEntries, type AccountState } from './account.state';

/** What an event makes of an account. */
export function evolveAccount(state: AccountState, event: AccountEvent): AccountState {
  switch (event.type) {
    case 'InputCreditGranted':
    case 'PremiumDeclared':
      return afterClaim(state, event);
    case 'AdvancePosted':
      return afterAdvance(state, event.data);
    case 'FinalSharePosted':
      return afterFinalShare(state, event.data);
    case 'CorrectionPosted':
      return afterCorrection(state, event.data);
    case 'InputCreditRecovered':
    case 'PremiumWithheld':
      // Said apart for those who listen; the line in the same commit moves the claims.
      return state;
    case 'DeliveryVoided':
      return { ...state, voided: { ...state.voided, [event.data.deliveryId]: true } };
    case 'LineDisputed':
    case 'DisputeResolved':
      return afterDispute(state, event);
    case 'PayoutReserved':
    case 'PayoutDeclined':
    case 'PayoutConfirmed':
    case 'PayoutReturned':
      return afterPayout(state, event);
    default:
      return unknownEvent(event);
  }
}

function afterClaim(state: AccountState, event: InputCreditGranted | PremiumDeclared): AccountState {
  const { amountCentimes: grantedCentimes } = event.data;
  if (event.type === 'PremiumDeclared') {
    const { premiumId: reference, dueOn } = event.data;
    return withClaim(state, { kind: 'insurance', reference, grantedCentimes, dueOn, told: event.data });
  }
  const { creditId: reference, grantedOn: dueOn } = event.data;
  return withClaim(state, { kind: 'input_credit', reference, grantedCentimes, dueOn, told: event.data });
}

const UNSETTLED = { settledIn: null, isReversed: false, replacedBy: null };

function afterAdvance(state: AccountState, data: AdvancePosted['data']): AccountState {
  const { lineId, deliveryId, campaignId, grade, payableGrams, coefficientPpm, settlement } = data;
  const { pricePerKgCentimes, advancePpm } = data;
  const line = lineOf('advance', data, { deliveryId, poolId: null }, settlement);
  const price = { coefficientPpm, pricePerKgCentimes, advancePpm };
  const counted = { lineId, campaignId, grade, payableGrams, ...price };
  const delivery = { ...counted, ...UNSETTLED, advanceCentimes: settlement.grossCentimes };
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
  return {
    ...deliveries,
    [replacement]: { ...known, ...counted, lineId, campaignId, isReversed: false, replacedBy: null },
  };
}

function afterDispute(state: AccountState, event: LineDisputed | DisputeResolved): AccountState {
  const { disputeId, lineId } = event.data;
  const isOpen = event.type === 'LineDisputed';
  const dispute = isOpen
    ? { lineId, reason: event.data.reason, resolved: null }
    : { lineId, reason: state.disputes[disputeId]?.reason ?? '', resolved: resolutionOf(event.data) };
  const line = state.lines[lineId];
  return {
    ...state,
    disputes: { ...state.disputes, [disputeId]: dispute },
    lines: line
      ? { ...state.lines, [lineId]: { ...line, disputeId: isOpen ? disputeId : null } }
      : state.lines,
  };
}

const resolutionOf = ({ outcome, resolution, correctionLineId }: DisputeResolved['data']) => ({
  outcome,
  resolution,
  correctionLineId,
});
