import type { BankOutcome } from '@oce/bank-files';
import { sumExactly } from '@oce/quantities';

/** What is known of a transfer since its file was issued. `rejected` and `returned` have restored the balance. */
export type IssuedStatus = 'issued' | 'executed' | 'rejected' | 'returned';

/** A transfer of a file that was issued, as it stands now. */
export interface IssuedTransfer {
  readonly endToEndId: string;
  readonly amountCentimes: number;
  readonly status: IssuedStatus;
}

/** A file that was issued, in MAD. */
export interface IssuedBatch {
  readonly messageId: string;
  readonly payments: readonly {
    readonly paymentInformationId: string;
    readonly transfers: readonly IssuedTransfer[];
  }[];
}

/** Why an outcome is not about this file, or not about the money in it. */
export type MismatchSlug =
  | 'other_file'
  | 'unknown_payment_information'
  | 'no_reference'
  | 'unknown_transfer'
  | 'other_payment_information'
  | 'currency_differs'
  | 'amount_differs';

/** The transfers that an outcome speaks of, or the rule by which it speaks of none. */
export type Match =
  | { readonly transfers: readonly IssuedTransfer[] }
  | { readonly mismatch: MismatchSlug; readonly message: string };

/** Finds the transfers of a batch by the ids of an outcome. */
export interface OutcomeMatcher {
  match(outcome: BankOutcome): Match;
}

/** A matcher for one batch; its indexes are built once for a whole answer. */
export function matcherFor(batch: IssuedBatch): OutcomeMatcher {
  const payments = new Map(
    batch.payments.map((payment) => [payment.paymentInformationId, payment.transfers]),
  );
  const transfers = new Map<string, { transfer: IssuedTransfer; paymentInformationId: string }>();
  for (const payment of batch.payments) {
    for (const transfer of payment.transfers) {
      transfers.set(transfer.endToEndId, { transfer, paymentInformationId: payment.paymentInformationId });
    }
  }

  const byTransaction = ({ endToEndId, paymentInformationId }: BankOutcome): Match => {
    if (endToEndId === undefined) return no('no_reference', 'The bank gives no reference of ours.');
    const found = transfers.get(endToEndId);
    if (found === undefined) return no('unknown_transfer', 'The file has no transfer of this EndToEndId.');
    if (paymentInformationId !== undefined && paymentInformationId !== found.paymentInformationId) {
      return no('other_payment_information', 'The transfer stands in another payment information.');
    }
    return { transfers: [found.transfer] };
  };

  const byIds = (outcome: BankOutcome): Match => {
    const { fileMessageId, paymentInformationId, level } = outcome;
    if (fileMessageId !== undefined && fileMessageId !== batch.messageId) {
      return no('other_file', 'The outcome is about another file.');
    }
    const ofPayment = paymentInformationId === undefined ? undefined : payments.get(paymentInformationId);
    if (paymentInformationId !== undefined && ofPayment === undefined) {
      return no('unknown_payment_information', 'The file has no such payment information.');
    }
    if (level === 'transaction') return byTransaction(outcome);
    if (level === 'payment_information') return { transfers: ofPayment ?? [] };
    return { transfers: [...payments.values()].flat() };
  };

  return { match: (outcome) => checkMoney(outcome, byIds(outcome)) };
}

function checkMoney({ amountCentimes, currency }: BankOutcome, match: Match): Match {
  if ('mismatch' in match) return match;
  if (currency !== undefined && currency !== 'MAD') return no('currency_differs', 'The file is in MAD.');
  const ours = sumExactly(match.transfers.map((transfer) => transfer.amountCentimes));
  if (amountCentimes !== undefined && amountCentimes !== ours) {
    return no('amount_differs', `The bank says ${amountCentimes} centimes, the file ${ours}.`);
  }
  return match;
}

function no(mismatch: MismatchSlug, message: string): Match {
  return { mismatch, message };
}
