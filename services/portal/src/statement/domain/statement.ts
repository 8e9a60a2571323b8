import type {
  AdvancePosted,
  ArrearsSettled,
  CashCounter,
  DeductionTaken,
  FinalSharePosted,
  PurchasePosted,
  SupplementPosted,
} from '@oce/contracts';

/** What a line is, and the key under which people read it in French or Arabic. */
export type LineKind =
  | 'advance'
  | 'purchase'
  | 'final_share'
  | 'final_share_taken_back'
  | 'supplement'
  | 'supplement_taken_back'
  | 'correction'
  | 'correction_taken_back'
  | 'claim_reversed'
  | 'set_off'
  | 'arrears'
  | 'payout'
  | 'payout_returned'
  | 'payout_rejected'
  | 'cash'
  | 'cash_returned'
  | 'cash_not_paid';
export const LABELS = {
  advance: 'avance',
  purchase: 'achat',
  final_share: 'complement',
  final_share_taken_back: 'complement_repris',
  supplement: 'supplement',
  supplement_taken_back: 'supplement_repris',
  correction: 'correction',
  correction_taken_back: 'correction_annulee',
  claim_reversed: 'retenue_annulee',
  set_off: 'compensation',
  arrears: 'fin_de_pool',
  payout: 'virement',
  payout_returned: 'virement_retourne',
  payout_rejected: 'virement_rejete',
  cash: 'especes',
  cash_returned: 'especes_retournees',
  cash_not_paid: 'especes_non_retirees',
} as const satisfies Record<LineKind, string>;

/** What was taken of one claim; negative where a correction gives it back. */
export interface LineDeduction extends Pick<DeductionTaken, 'kind' | 'reference' | 'takenCentimes'> {
  /** Still to be taken from later settlements; null where the line does not say. */
  readonly leftCentimes: number | null;
}

/** How the gross amount came about. */
export type LineBasis =
  | ({ readonly of: 'advance' } & Pick<
      AdvancePosted['data'],
      'payableGrams' | 'pricePerKgCentimes' | 'advancePpm'
    >)
  | ({ readonly of: 'purchase' } & Pick<PurchasePosted['data'], 'payableGrams' | 'pricePerKgCentimes'>)
  | ({
      readonly of: 'final_share';
      readonly poolPoints: string;
      readonly distributableCentimes: number;
    } & Pick<FinalSharePosted['data'], 'payableGrams' | 'points' | 'shareCentimes' | 'advancesCentimes'>)
  | ({ readonly of: 'supplement' } & Pick<
      SupplementPosted['data'],
      'number' | 'points' | 'shareCentimes' | 'advancesCentimes'
    >)
  | ({ readonly of: 'arrears' } & Pick<ArrearsSettled['data'], 'arrearsCentimes' | 'advancesCentimes'>)
  | { readonly of: 'correction'; readonly pointsDelta: string; readonly reason: string }
  | { readonly of: 'transfer'; readonly amountCentimes: number; readonly reasonCode: string | null }
  | {
      readonly of: 'cash';
      readonly amountCentimes: number;
      readonly reasonCode: string | null;
      readonly counter: CashCounter;
    };

export interface LineReferences {
  readonly deliveryIds: readonly string[];
  readonly priceScheduleVersion: string | null;
  readonly deductionScheduleVersion: string | null;
  readonly poolId: string | null;
  /** The line that a correction corrects. */
  readonly citesLineId: string | null;
  readonly transferId: string | null;
  readonly endToEndId: string | null;
}

/** One line before it stands in a statement: gross - deductions + claim = net. */
export interface LineDraft {
  readonly lineId: string;
  readonly kind: LineKind;
  readonly label: (typeof LABELS)[LineKind];
  /** Business date; null where the event names none: the day on which it happened then. */
  readonly date: string | null;
  readonly campaignId: string | null;
  readonly grade: string | null;
  readonly grossCentimes: number;
  readonly deductions: readonly LineDeduction[];
  /** What the member had too much and later settlements take back. */
  readonly claimCentimes: number;
  readonly netCentimes: number;
  readonly basis: LineBasis;
  readonly references: LineReferences;
}

export interface StatementLine extends LineDraft {
  readonly date: string;
  /** Position in the log of the commit that the line comes from. */
  readonly position: number;
  /** What OCE owes the producer after this line. */
  readonly balanceCentimes: number;
}

export interface StatementTotals {
  readonly grossCentimes: number;
  readonly deductionsCentimes: number;
  readonly claimsCentimes: number;
  /** Transfers that were executed, less those that came back. */
  readonly paidCentimes: number;
  /** What OCE owes now, transfers under way included. */
  readonly balanceCentimes: number;
  readonly inTransferCentimes: number;
  readonly premiumsWithheldCentimes: number;
}

/** What a producer has earned, in sums; the lines stand on pages of their own. */
export interface Statement {
  readonly producerCode: string;
  readonly totals: StatementTotals;
  /** Transfers prepared and not ended yet, in centimes by id. */
  readonly underWay: Readonly<Record<string, number>>;
}

export const NO_TOTALS: StatementTotals = {
  grossCentimes: 0,
  deductionsCentimes: 0,
  claimsCentimes: 0,
  paidCentimes: 0,
  balanceCentimes: 0,
  inTransferCentimes: 0,
  premiumsWithheldCentimes: 0,
};

/** The statement of somebody to whom nothing has happened yet. */
export const emptyStatement = (producerCode: string): Statement => ({
  producerCode,
  totals: NO_TOTALS,
  underWay: {},
});
