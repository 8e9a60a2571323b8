export type DeductionKind = 'legal' | 'insurance' | 'input_credit' | 'voluntary';

/** One deduction as it was taken: asked, capped, taken, carried forward. */
export interface DeductionTaken {
  readonly kind: DeductionKind;
  readonly reference: string;
  readonly askedCentimes: number;
  readonly capCentimes: number;
  readonly takenCentimes: number;
  readonly carriedCentimes: number;
  readonly limitedBy: 'nothing' | 'cap' | 'floor';
}

/** A gross amount, what was taken from it, and the net left to the member. */
export interface SettlementLines {
  readonly scheduleVersion: string;
  readonly grossCentimes: number;
  readonly floorCentimes: number;
  readonly deductions: readonly DeductionTaken[];
  readonly netCentimes: number;
  /**
   * The business date by which claims were due: that of the posting. Lines without it were posted while claims counted by
   * the day of the weighing or of the closing, and stay so.
   */
  readonly claimsDueOn?: string;
  /** Where the member had left: the day of it. All that is due was set off then, under no cap and no floor. */
  readonly departedOn?: string;
}

/** A delivery as a pool counted it. */
export interface CountedInPool {
  readonly deliveryId: string;
  readonly grade: string;
  readonly payableGrams: number;
  readonly coefficientPpm: number;
}

/** The delivery that stands for a reversed one from now on, as it counts, with its advance before deductions. */
export interface CountedInstead extends CountedInPool {
  readonly advanceCentimes: number;
  /** The price of its own grade, where it was graded anew; else it has that of the delivery that it stands for. */
  readonly price?: { readonly pricePerKgCentimes: number; readonly advancePpm: number };
}
