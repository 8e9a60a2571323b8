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

type EndedBy = { producerCode: string; reason: string; postedOn: string; lineId: string };

/** A dispute about a line that is taken back whole has no object any more. */
export function closedDispute({ disputeId, lineId }: Line, by: EndedBy): AccountEvent[] {
  if (disputeId === null) return [];
  const { producerCode, reason: resolution, postedOn: resolvedOn, lineId: correctionLineId } = by;
  const dispute = { producerCode, disputeId, lineId, outcome: 'upheld' as const, resolution };
  return [accountEvents.DisputeResolved({ ...dispute, correctionLineId, resolvedOn })];
}

/**
 * The disputes that a correction of a delivery ends: those that wait for its regrading, paid lines among them, and those about
 * lines that it settles anew. So what a sheet corrects is counted once, by the correction and by nothing else.
 */
export function disputesEndedBy(
  { disputes }: AccountState,
  lines: readonly Line[],
  by: EndedBy & { deliveryId: string | null },
): AccountEvent[] {
  const { producerCode, postedOn: resolvedOn, lineId: correctionLineId } = by;
  const waiting = [...disputes].filter(
    ([, { resolved, regrading }]) => resolved === null && regrading?.deliveryId === by.deliveryId,
  );
  const waited = new Set(waiting.map(([disputeId]) => disputeId));
  return [
    ...lines
      .filter(({ disputeId }) => !waited.has(disputeId ?? ''))
      .flatMap((line) => closedDispute(line, by)),
    ...waiting.flatMap(([disputeId, { lineId, regrading }]) => {
      if (regrading === null) return [];
      const { deliveryId: regradedDeliveryId, resolution } = regrading;
      const dispute = { producerCode, disputeId, lineId, outcome: 'upheld' as const, resolution };
      return accountEvents.DisputeResolved({ ...dispute, correctionLineId, resolvedOn, regradedDeliveryId });
    }),
  ];
}
