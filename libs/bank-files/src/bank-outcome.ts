/** At which level the bank speaks: of a whole file, of one payment information in it, or of one transfer. */
export type OutcomeLevel = 'file' | 'payment_information' | 'transaction';

/**
 * What became of it: taken in, or not yet looked at; paid; refused; or paid and come back.
 * Only `executed`, `rejected` and `returned` move money.
 */
export type OutcomeStatus = 'accepted' | 'pending' | 'executed' | 'rejected' | 'returned';

/** One statement of the bank. Amounts are in hundredths of `currency`; above a transaction they are control sums. */
export interface BankOutcome {
  readonly level: OutcomeLevel;
  readonly status: OutcomeStatus;
  readonly fileMessageId?: string;
  readonly paymentInformationId?: string;
  readonly endToEndId?: string;
  readonly amountCentimes?: number;
  readonly currency?: string;
  readonly reasonCode?: string;
  /** The bank's own reversal indicator, not merely a credit. */
  readonly reversal: boolean;
  /** The date, or the instant, of the booking as the bank wrote it. */
  readonly bookedAt?: string;
  /** Where in the answer it stands. */
  readonly path: string;
}

/** A status report (pain.002) or a notice of bookings (camt.054) in one form; `messageId` is the bank's own. */
export interface BankAnswer {
  readonly kind: 'status_report' | 'booking_notice';
  readonly messageId: string;
  readonly outcomes: readonly BankOutcome[];
}
