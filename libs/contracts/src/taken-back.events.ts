import { defineEvents, event, type EventOf } from '@oce/event-sourcing';
import type { CountedInPool, CountedInstead, DeductionKind } from './account-lines';
import type { Posting } from './ledger';
import { OCE } from './streams';

/** What any line says that takes a line of a closing back whole, before a payout held it. */
export interface LineTakenBack {
  readonly lineId: string;
  readonly producerCode: string;
  readonly poolId: string;
  readonly campaignId: string;
  /** The line that is taken back. */
  readonly citesLineId: string;
  /** The attempt of the closing. */
  readonly attempt: string;
  /** Of the claim that the line had left, what had been recovered: it is given back. */
  readonly recoveredCentimes: number;
  /** What the line adds to, or takes from, what is to be paid out. */
  readonly netCentimes: number;
  /** Deductions of the cited line that are given back and asked again. */
  readonly reopened: readonly {
    readonly kind: DeductionKind;
    readonly reference: string;
    readonly amountCentimes: number;
  }[];
  readonly reason: string;
  readonly postedOn: string;
  readonly postings: readonly Posting[];
}

/** What payments says of lines that came after a closing and are taken back with it, as final shares are. */
export const takenBackOfAccount = defineEvents(
  { stream: OCE, context: 'payments', aggregate: 'account', id: 'producerCode' },
  {
    /** A part of a supplementary distribution. */
    SupplementTakenBack: event<
      LineTakenBack & {
        readonly number: number;
        /** Those that the supplement had counted for the first time: no share has them any more. */
        readonly deliveries: readonly CountedInPool[];
        readonly shareCentimes: number;
        /** Advances that the part had met: they are open again, as is what they gave above the worth of the goods. */
        readonly advancesCentimes: number;
        readonly complementCentimes: number;
        readonly overpaidCentimes: number;
      }
    >(),
    /**
     * A correction at the value of the closing. The delivery that it corrects counts as before; where it was reversed after the
     * closing, a `CorrectionPosted` of its advance follows in the same commit.
     */
    CorrectionTakenBack: event<
      LineTakenBack & {
        readonly deliveryId: string | null;
        readonly grade: string | null;
        readonly basis: 'reversal' | 'replacement' | 'dispute';
        readonly counts: CountedInstead | null;
        /** The change of the gross that the correction had posted, and the claim that it had left. */
        readonly amountCentimes: number;
        readonly claimCentimes: number;
      }
    >(),
  },
);
export type SupplementTakenBack = EventOf<typeof takenBackOfAccount.SupplementTakenBack>;
export type CorrectionTakenBack = EventOf<typeof takenBackOfAccount.CorrectionTakenBack>;
