/** At which level the bank speaks: of a whole file, of one payment information in it, or of one transfer. */
export type OutcomeLevel = 'file' | 'payment_information' | 'transaction';

/**
 * What became of it: taken in, or not yet looked at; paid; refused; or paid and come back. `unclear` is what only a
 * person may decide. Only `executed`, `rejected` and `returned` move money.
 */
export type OutcomeStatus = 'accepted' | 'pending' | 'executed' | 'rejected' | 'returned' | 'unclear';

/** Why an outcome is unclear. */
export type UnclearSlug =
  | 'unknown_status'
  | 'status_missing'
  | 'reason_without_status'
  | 'part_unexplained'
  | 'reversed_debit'
  | 'parts_differ';

/** One statement of the bank. Amounts are in hundredths of `currency`; above a transaction they are control sums. */
export interface BankOutcome {
  readonly level: OutcomeLevel;
  readonly status: OutcomeStatus;
  /** With the status `unclear`, and with no other. */
  readonly unclear?: UnclearSlug;
  readonly fileMessageId?: string;
  readonly paymentInformationId?: string;
  readonly endToEndId?: string;
  /** How many transfers it speaks of, above a transaction. */
  readonly transfers?: number;
  readonly amountCentimes?: number;
  readonly currency?: string;
  readonly reasonCode?: string;
  /** The bank's own reference of the booking: two bookings have two. */
  readonly reference?: string;
  /** The bank's own reversal indicator, not merely a credit. */
  readonly reversal: boolean;
  /** The Moroccan day of the booking. */
  readonly bookedOn?: string;
  /** Where in the answer it stands. */
  readonly path: string;
}

/**
 * Outcomes that belong together: the parts of one booking. Where the bank gives parts no amounts, the total of the
 * booking is that of all of them.
 */
export interface OutcomeGroup {
  readonly outcomes: readonly BankOutcome[];
  readonly totalCentimes?: number;
}

/** What an answer is: `messageId` is the bank's own, `sha256` that of its bytes. */
export interface BankAnswer {
  readonly kind: 'status_report' | 'booking_notice';
  readonly messageId: string;
  readonly version: string;
  readonly sha256: string;
}
