import type { CashDispositionDocument } from '../../cash/reads/cash-dispositions';
import { sumsOfLines, type LineData } from './explain-steps';
import { type Step } from './explain-tree';

/** Cash at a counter: who prepared, approved and handed it out, where, and against which receipt. */
export function cashStep(cash: CashDispositionDocument, lines: readonly { readonly data: LineData }[]): Step {
  const { dispositionId, endToEndId, amountCentimes, lineIds, counterId, counterName, counterPlace } = cash;
  const { insteadOfSuspended, preparedBy, preparedOn, approvedBy, payableUntil } = cash;
  const { status, receiptNumber, paidBy, paidOn, reason } = cash;
  const counter = { counterId, counterName, counterPlace, insteadOfSuspended };
  const prepared = { preparedBy, preparedOn, approvedBy, payableUntil };
  const became = { status, receiptNumber, paidBy, paidOn, reason };
  return {
    kind: 'cash',
    id: dispositionId,
    facts: { endToEndId, amountCentimes, lineIds, ...counter, ...prepared, ...became },
    sums: sumsOfLines(cash, lines),
  };
}
