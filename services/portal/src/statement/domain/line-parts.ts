import type { CorrectionPosted, SettlementLines } from '@oce/contracts';
import { LABELS, type LineDeduction, type LineKind, type LineReferences } from './statement';

/** References of a line that cites nothing. */
export const NO_REFERENCES: LineReferences = {
  deliveryIds: [],
  priceScheduleVersion: null,
  deductionScheduleVersion: null,
  poolId: null,
  citesLineId: null,
  transferId: null,
  endToEndId: null,
};

/** Which line it is, under its label. */
export const headOf = <K extends LineKind>(kind: K, lineId: string, date: string | null) => ({
  lineId,
  kind,
  label: LABELS[kind],
  date,
});

/** Deductions that a line gives back. */
export const givenBackOf = ({ reopened }: Pick<CorrectionPosted['data'], 'reopened'>): LineDeduction[] =>
  reopened.map(({ kind, reference, amountCentimes }) => ({
    kind,
    reference,
    takenCentimes: -amountCentimes,
    leftCentimes: null,
  }));

/** What was taken, the claims of nothing left out. */
export function deductionsOf({ deductions }: Pick<SettlementLines, 'deductions'>): LineDeduction[] {
  return deductions
    .filter((one) => one.takenCentimes !== 0 || one.carriedCentimes !== 0)
    .map(({ kind, reference, takenCentimes, carriedCentimes }) => ({
      kind,
      reference,
      takenCentimes,
      leftCentimes: carriedCentimes,
    }));
}
