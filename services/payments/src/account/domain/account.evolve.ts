import type { AdvancePosted, CorrectionPosted, PurchasePosted } from '@oce/contracts';
import { evolveBy, proposalsEvolved } from '@oce/event-sourcing';
import { ONE_PPM } from '@oce/quantities';
import { List } from 'immutable';
import type { AccountEvent } from './account.events';
import {
  afterClaimReversed,
  afterDebtsSetOff,
  afterPayout,
  lineOf,
  withClaim,
  withGivenBack,
  withOverpaid,
  withTaken,
} from './account.lines';
import {
  afterArrears,
  afterFinalShare,
  afterReserved,
  afterSupplement,
  withCorrected,
  withHold,
} from './account.shares';
import { withLines, type AccountState, type Dispute } from './account.state';
import {
  afterCorrectionTakenBack,
  afterFinalShareTakenBack,
  afterReservedTakenBack,
  afterSupplementTakenBack,
} from './account.taken-back';

/** What an event makes of an account. */
export const evolveAccount = evolveBy<AccountState, AccountEvent>({
  InputCreditGranted: (state, { data: { limit: _limit, ...data } }) => {
    const { creditId: reference, grantedOn: dueOn, amountCentimes: grantedCentimes } = data;
    return withClaim(state, { kind: 'input_credit', reference, grantedCentimes, dueOn, told: data });
  },
  PremiumDeclared: (state, { data: { limit: _limit, ...data } }) => {
    const { premiumId: reference, period, dueOn, amountCentimes: grantedCentimes } = data;
    const premiums = state.premiums.set(period, reference);
    return withClaim(
      { ...state, premiums },
      { kind: 'insurance', reference, grantedCentimes, dueOn, told: data },
    );
  },
  AdvancePosted: (state, { data }) => afterAdvance(state, data),
  PurchasePosted: (state, { data }) => afterPurchase(state, data),
  FinalSharePosted: (state, { data }) => afterFinalShare(state, data),
  SupplementPosted: (state, { data }) => afterSupplement(state, data),
  ShareReserved: (state, { data }) => afterReserved(state, data),
  ArrearsSettled: (state, { data }) => afterArrears(state, data),
  FinalShareHeld: (state, { data }) => withHold(state, data, data.takeBackId),
  FinalShareReleased: (state, { data }) => withHold(state, data, null),
  FinalShareTakenBack: (state, { data }) => afterFinalShareTakenBack(state, data),
  SupplementTakenBack: (state, { data }) => afterSupplementTakenBack(state, data),
  CorrectionTakenBack: (state, { data }) => afterCorrectionTakenBack(state, data),
  ReservedShareTakenBack: (state, { data }) => afterReservedTakenBack(state, data),
  CorrectionPosted: (state, { data }) => afterCorrection(state, data),
  ClaimReversed: (state, { data }) => afterClaimReversed(state, data),
  DebtsSetOff: (state, { data }) => afterDebtsSetOff(state, data),
  // Said apart for those who listen; the line in the same commit moves the claims.
  InputCreditRecovered: (state) => state,
  PremiumWithheld: (state) => state,
  MemberDeparted: (state, { data }) => ({ ...state, departedOn: data.leftOn }),
  DeliveryVoided: (state, { data }) => ({ ...state, voided: state.voided.add(data.deliveryId) }),
  LineDisputed: (state, { data: { disputeId, lineId, reason, disputedBy } }) =>
    withDispute(state, disputeId, { disputedBy, lineId, reason, resolved: null, regrading: null }),
  QualityDisputeUpheld(state, { data: { disputeId, deliveryId, grade, sample, resolution, upheldBy } }) {
    const known = state.disputes.get(disputeId);
    if (known === undefined) return state;
    const regrading = { deliveryId, grade, sample, resolution, upheldBy };
    return { ...state, disputes: state.disputes.set(disputeId, { ...known, regrading }) };
  },
  DisputeResolved(state, { data }) {
    const { disputeId, lineId, outcome, resolution, correctionLineId, regradedDeliveryId } = data;
    const { reason = '', disputedBy, regrading = null } = state.disputes.get(disputeId) ?? {};
    const resolved = { outcome, resolution, correctionLineId, regradedDeliveryId };
    return withDispute(state, disputeId, { disputedBy, lineId, reason, resolved, regrading });
  },
  PayoutReserved: afterPayout,
  PayoutDeclined: afterPayout,
  PayoutConfirmed: afterPayout,
  PayoutReturned: afterPayout,
  ErasureHeld: (state, { data: { holds, awaited } }) => ({ ...state, erasure: { holds, awaited } }),
  AccountClosed: (state) => ({ ...state, erasure: null, isClosed: true }),
  ...proposalsEvolved,
});

const NO_LINES: readonly string[] = [];

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
    isPurchased: false,
    settledIn: null,
    isLeft: false,
    isReversed: false,
    replacedBy: null,
    advanceCentimes: settlement.grossCentimes,
    alsoOn: NO_LINES,
    scheduleVersion: settlement.scheduleVersion,
  };
  const posted = withLines(withTaken(state, settlement), [line]);
  return { ...posted, deliveries: posted.deliveries.set(deliveryId, delivery) };
}

/** Its price is whole and its goods count no points. */
function afterPurchase(state: AccountState, data: PurchasePosted['data']): AccountState {
  const { lineId, deliveryId, campaignId, grade, payableGrams, pricePerKgCentimes, settlement } = data;
  const line = lineOf('purchase', data, { deliveryId, poolId: null }, settlement);
  const posted = withLines(withTaken(state, settlement), [line]);
  const delivery = {
    lineId,
    campaignId,
    grade,
    payableGrams,
    coefficientPpm: 0,
    pricePerKgCentimes,
    advancePpm: ONE_PPM,
    isPurchased: true,
    settledIn: null,
    isLeft: false,
    isReversed: false,
    replacedBy: null,
    advanceCentimes: settlement.grossCentimes,
    alsoOn: NO_LINES,
    scheduleVersion: settlement.scheduleVersion,
  };
  return { ...posted, deliveries: posted.deliveries.set(deliveryId, delivery) };
}

function afterCorrection(state: AccountState, data: CorrectionPosted['data']): AccountState {
  const { deliveryId, poolId, settlement, reopened, amountCentimes, netCentimes, resettles = [] } = data;
  const givenBack = withGivenBack(state, reopened);
  const taken = settlement ? withTaken(givenBack, settlement) : givenBack;
  const deductions = settlement?.deductions ?? [];
  const sums = { grossCentimes: amountCentimes, netCentimes, deductions };
  const line = lineOf('correction', data, { deliveryId, poolId }, sums);
  // What they had taken is taken by this line now, so that it is given back once.
  const settledAnew = resettles
    .flatMap((lineId) => state.lines.get(lineId) ?? [])
    .map((one) => ({ ...one, deductions: [] }));
  const posted = withLines(taken, [...settledAnew, line]);
  const deliveries = correctedDeliveries(state, data);
  const next = { ...posted, deliveries, pools: withCorrected(state, data) };
  return withOverpaid(next, data, data.claimCentimes);
}

function correctedDeliveries(
  { deliveries }: AccountState,
  data: CorrectionPosted['data'],
): AccountState['deliveries'] {
  const { deliveryId, counts, basis, amountCentimes, campaignId, lineId } = data;
  const known = deliveryId === null ? undefined : deliveries.get(deliveryId);
  if (deliveryId === null || known === undefined) return deliveries;
  if (basis === 'dispute') {
    if (known.settledIn !== null) return deliveries;
    const advanceCentimes = known.advanceCentimes + amountCentimes;
    const alsoOn = [...known.alsoOn, lineId];
    return deliveries.set(deliveryId, { ...known, advanceCentimes, alsoOn });
  }
  const reversed = { ...known, isReversed: true, replacedBy: counts?.deliveryId ?? null };
  const left = deliveries.set(
    deliveryId,
    known.settledIn === null ? { ...reversed, advanceCentimes: 0 } : reversed,
  );
  if (counts === null) return left;
  const { deliveryId: replacement, price, ...counted } = counts;
  const standsIn = {
    ...known,
    ...counted,
    ...price,
    lineId,
    campaignId,
    isReversed: false,
    replacedBy: null,
    alsoOn: [known.lineId, ...known.alsoOn],
  };
  return left.set(replacement, standsIn);
}

function withDispute(state: AccountState, disputeId: string, dispute: Dispute): AccountState {
  const { lineId, resolved } = dispute;
  const line = state.lines.get(lineId);
  const frozen = line && { ...line, disputeId: resolved === null ? disputeId : null };
  const next = frozen ? withLines(state, [frozen]) : state;
  const correctionId = resolved?.correctionLineId ?? null;
  const earlier = state.corrections.get(lineId, List<string>());
  return {
    ...next,
    disputes: state.disputes.set(disputeId, dispute),
    corrections:
      correctionId === null ? state.corrections : state.corrections.set(lineId, earlier.push(correctionId)),
  };
}
