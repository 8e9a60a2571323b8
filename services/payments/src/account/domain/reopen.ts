import type { CorrectionPosted } from '@oce/contracts';
import { accountEvents, type AccountEvent } from './account.events';
import { claimKey, type AccountState, type Line } from './account.state';

type Reopened = CorrectionPosted['data']['reopened'];

/** The deductions of a line that is taken back whole: they are asked again at the next settlement. */
export const reopenedOf = ({ deductions }: Line): Reopened =>
  deductions.map(({ kind, reference, takenCentimes: amountCentimes }) => ({
    kind,
    reference,
    amountCentimes,
  }));

/** The deductions of several lines, each claim once. */
export function reopenedOfAll(lines: readonly Line[]): Reopened {
  const byClaim = new Map<string, Reopened[number]>();
  for (const one of lines.flatMap(reopenedOf)) {
    const key = claimKey(one.kind, one.reference);
    const amountCentimes = (byClaim.get(key)?.amountCentimes ?? 0) + one.amountCentimes;
    byClaim.set(key, { kind: one.kind, reference: one.reference, amountCentimes });
  }
  return [...byClaim.values()];
}

/** Premiums that a line gives back, said apart for those who may hear no more than these. */
export function premiumsGivenBack(
  { claims }: AccountState,
  { producerCode, lineId }: { producerCode: string; lineId: string },
  reopened: Reopened,
): AccountEvent[] {
  return reopened
    .filter(({ kind }) => kind === 'insurance')
    .map(({ kind, reference, amountCentimes }) =>
      accountEvents.PremiumWithheld({
        producerCode,
        premiumId: reference,
        takenCentimes: -amountCentimes,
        lineId,
        leftCentimes: (claims.get(claimKey(kind, reference))?.leftCentimes ?? 0) + amountCentimes,
      }),
    );
}

/** A dispute about a line that is taken back whole has no object any more. */
export function closedDispute(
  { disputeId, lineId }: Line,
  by: { producerCode: string; reason: string; postedOn: string; lineId: string },
): AccountEvent[] {
  if (disputeId === null) return [];
  const { producerCode, reason: resolution, postedOn: resolvedOn, lineId: correctionLineId } = by;
  const dispute = { producerCode, disputeId, lineId, outcome: 'upheld' as const, resolution };
  return [accountEvents.DisputeResolved({ ...dispute, correctionLineId, resolvedOn })];
}
