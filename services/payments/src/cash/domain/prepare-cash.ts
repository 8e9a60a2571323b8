import type { CashDispositionPrepared } from '@oce/contracts';
import { conflict, forbidden, invalid } from '@oce/event-sourcing';
import { addDays, businessDate } from '@oce/quantities';
import type {
  ApproveCashDisposition,
  CashDispositionState,
  PayeeStanding,
  PrepareCashDisposition,
} from './cash-disposition.commands';
import { cashDispositionEvents, type CashDispositionEvent } from './cash-disposition.events';
import { cashReferenceOf, cashTransferId } from './cash-ids';
import { refuseEnded } from './end-cash';

/** Why cash is refused, by how the member stands; a suspended account is by choice. */
const NO_CASH_FOR: Readonly<Record<Exclude<PayeeStanding, 'no_bank_details'>, string>> = {
  person_erased: 'The person has been erased: nothing is paid to them.',
  payee_unknown: 'There is no such producer: affiliate them first.',
  account: 'The member has an account: they are paid by transfer.',
  account_suspended:
    "The bank refuses the member's account. Have another one proposed, or say insteadOfSuspended: true.",
};

/**
 * Sets out all that may be paid to a member at a counter. The minimum of a transfer is not asked for: cash is what there is
 * for those whom no transfer reaches. Refuses `disposition_differs`, then by how the member stands `person_erased`,
 * `payee_unknown`, `account_suspended`, `account_in_use`, then `nothing_to_pay`.
 */
export function prepareCash(
  { data, facts, meta }: PrepareCashDisposition,
  { prepared }: CashDispositionState,
): CashDispositionEvent[] {
  const { dispositionId, producerCode, insteadOfSuspended } = data;
  if (prepared !== null) {
    const isSame =
      prepared.producerCode === producerCode &&
      prepared.counter.counterId === data.counterId &&
      prepared.insteadOfSuspended === insteadOfSuspended;
    if (isSame) return [];
    const message = `This id is cash for ${prepared.producerCode} at ${prepared.counter.name}: take another one.`;
    throw conflict('disposition_differs', message, 'dispositionId');
  }
  refuseStanding(facts.standing, insteadOfSuspended);
  const { counter, payable, days } = facts;
  if (payable.payableCentimes <= 0)
    throw conflict('nothing_to_pay', 'Nothing may be paid to the member now.', 'producerCode');
  const preparedOn = businessDate(meta.now);
  return [
    cashDispositionEvents.CashDispositionPrepared({
      dispositionId,
      transferId: cashTransferId(dispositionId),
      endToEndId: cashReferenceOf(dispositionId),
      producerCode,
      amountCentimes: payable.payableCentimes,
      lineIds: payable.lineIds,
      counter,
      insteadOfSuspended,
      preparedBy: meta.actor,
      preparedOn,
      payableUntil: addDays(preparedOn, days),
    }),
  ];
}

function refuseStanding(standing: PayeeStanding, insteadOfSuspended: boolean): void {
  if (standing === 'no_bank_details' && !insteadOfSuspended) return;
  if (standing === 'account_suspended' && insteadOfSuspended) return;
  if (standing === 'no_bank_details')
    throw invalid('account_not_suspended', 'The member has no account at all.', 'insteadOfSuspended');
  const slug = standing === 'account' ? 'account_in_use' : standing;
  throw conflict(slug, NO_CASH_FOR[standing], 'producerCode');
}

/**
 * A second person lets the counter pay. Refuses what has ended, `second_person_needed`, and `payout_not_reserved` where the
 * account has set nothing aside: its lines are in a transfer or disputed by now.
 */
export function approveCash(
  { facts, meta }: ApproveCashDisposition,
  state: CashDispositionState,
  { dispositionId, preparedBy }: CashDispositionPrepared['data'],
): CashDispositionEvent[] {
  refuseEnded(state);
  if (state.approved !== null) return [];
  if (preparedBy === meta.actor)
    throw forbidden('second_person_needed', 'Whoever prepared cash cannot approve it: ask a second person.');
  if (facts.notReserved !== null) {
    const message = `Nothing is set aside on the account (${facts.notReserved}). Cancel this and prepare it anew.`;
    throw conflict('payout_not_reserved', message);
  }
  const approvedOn = businessDate(meta.now);
  return [
    cashDispositionEvents.CashDispositionApproved({ dispositionId, approvedBy: meta.actor, approvedOn }),
  ];
}
