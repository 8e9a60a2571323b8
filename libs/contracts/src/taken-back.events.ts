import { defineEvents, event, type EventOf } from '@oce/event-sourcing';
import type { CountedInPool, CountedInstead, DeductionKind } from './account-lines';
import type { Posting } from './ledger';
import { OCE } from './streams';

/** What payments says of lines that came after a closing and are taken back with it, as final shares are. */
export const takenBackOfAccount = defineEvents(
  { stream: OCE, context: 'payments', aggregate: 'account', id: 'producerCode' },
  {
    /** A part of a supplementary distribution is taken back whole with its closing, before a payout held it. */
    SupplementTakenBack: event<{
      lineId: string;
      producerCode: string;
      poolId: string;
      campaignId: string;
      citesLineId: string;
      /** The attempt of the closing. */
      attempt: string;
      number: number;
      /** Those that the supplement had counted for the first time: no share has them any more. */
      deliveries: readonly CountedInPool[];
      shareCentimes: number;
      /** Advances that the part had met: they are open again, as is what they gave above the worth of the goods. */
      advancesCentimes: number;
      complementCentimes: number;
      /** The claim that the part had left, and what had been recovered of it, which is given back. */
      overpaidCentimes: number;
      recoveredCentimes: number;
      /** What the line adds to, or takes from, what is to be paid out. */
      netCentimes: number;
      /** Deductions of the part that are given back and asked again. */
      reopened: readonly { kind: DeductionKind; reference: string; amountCentimes: number }[];
      reason: string;
      postedOn: string;
      postings: readonly Posting[];
    }>(),
    /**
     * A correction at the value of a closing is taken back whole with it. The delivery that it corrects counts as before; where it
     * was reversed after the closing, a `CorrectionPosted` of its advance follows in the same commit.
     */
    CorrectionTakenBack: event<{
      lineId: string;
      producerCode: string;
      poolId: string;
      campaignId: string;
      citesLineId: string;
      /** The attempt of the closing. */
      attempt: string;
      /** As in the correction. */
      deliveryId: string | null;
      grade: string | null;
      basis: 'reversal' | 'replacement' | 'dispute';
      counts: CountedInstead | null;
      /** The change of the gross that the correction had posted. */
      amountCentimes: number;
      /** The claim that it had left, and what had been recovered of it, which is given back. */
      claimCentimes: number;
      recoveredCentimes: number;
      /** What the line adds to, or takes from, what is to be paid out. */
      netCentimes: number;
      /** Deductions of the correction that are given back and asked again. */
      reopened: readonly { kind: DeductionKind; reference: string; amountCentimes: number }[];
      reason: string;
      postedOn: string;
      postings: readonly Posting[];
    }>(),
  },
);
export type SupplementTakenBack = EventOf<typeof takenBackOfAccount.SupplementTakenBack>;
export type CorrectionTakenBack = EventOf<typeof takenBackOfAccount.CorrectionTakenBack>;
