import { defineEvents, event, type EventOf } from '@oce/event-sourcing';
import type { CountedInPool, CountedInstead, DeductionKind, SettlementLines } from './account-lines';
import type { Posting } from './ledger';
import { cashDisposition, type CashCounter } from './cash.events';
import { claimsOfAccount } from './claims.events';
import { disputesOfAccount } from './disputes.events';
import { erasureOfAccount } from './erasure.events';
import { payoutTerms } from './payout-terms.events';
import { purchasesOfAccount } from './purchases.events';
import { pool, result } from './pools.events';
import { takenBackOfAccount } from './taken-back.events';
import { bankDetails, transferBatch } from './transfers.events';
import { OCE } from './streams';

export type * from './account-lines';

/** What payments says to the others. */
export const payments = {
  claims: claimsOfAccount,
  disputes: disputesOfAccount,
  erasure: erasureOfAccount,
  takenBack: takenBackOfAccount,
  purchases: purchasesOfAccount,
  account: defineEvents(
    { stream: OCE, context: 'payments', aggregate: 'account', id: 'producerCode' },
    {
      AdvancePosted: event<{
        lineId: string;
        producerCode: string;
        deliveryId: string;
        campaignId: string;
        productId: string;
        grade: string;
        payableGrams: number;
        priceScheduleVersion: string;
        pricePerKgCentimes: number;
        advancePpm: number;
        coefficientPpm: number;
        settlement: SettlementLines;
        postedOn: string;
        postings: readonly Posting[];
      }>(),
      /**
       * The insurance taken in a settlement, said apart so that health hears this and no more. `takenCentimes` is negative
       * where a reversal of an unpaid line gives it back.
       */
      PremiumWithheld: event<{
        producerCode: string;
        premiumId: string;
        takenCentimes: number;
        leftCentimes: number;
        lineId: string;
      }>(),
      FinalSharePosted: event<{
        lineId: string;
        producerCode: string;
        poolId: string;
        campaignId: string;
        deliveries: readonly CountedInPool[];
        /** What a point of the closed pool is worth, as a fraction: it values later corrections. */
        poolValue: { readonly distributableCentimes: number; readonly points: string };
        payableGrams: number;
        points: string;
        shareCentimes: number;
        advancesCentimes: number;
        complementCentimes: number;
        overpaidCentimes: number;
        settlement: SettlementLines;
        postedOn: string;
        postings: readonly Posting[];
      }>(),
      CorrectionPosted: event<{
        lineId: string;
        producerCode: string;
        campaignId: string;
        /** The pool whose closed value it was valued at; null before the closing. */
        poolId: string | null;
        /** The line that this one corrects. */
        citesLineId: string;
        /** The delivery that it speaks of and its grade; null for a dispute about a final share. */
        deliveryId: string | null;
        grade: string | null;
        basis: 'reversal' | 'replacement' | 'dispute';
        /** Of goods that OCE has bought: it bears the change. Absent of all others. */
        settledAs?: 'purchased';
        counts: CountedInstead | null;
        pointsDelta: string;
        /** The change of the gross; negative: the member had too much. */
        amountCentimes: number;
        /** What the line adds to, or takes from, what is to be paid out. */
        netCentimes: number;
        /** What became a claim on later settlements, under the cap of input credit. */
        claimCentimes: number;
        /** Deductions of the cited line, or of all that are settled anew, that are given back and asked again. */
        reopened: readonly { kind: DeductionKind; reference: string; amountCentimes: number }[];
        /**
         * Lines of the delivery that are settled anew, because nothing of them was paid out: the settlement is that of its
         * whole advance, and the net what that changes. Empty for a new amount; older logs know new amounts only.
         */
        resettles?: readonly string[];
        settlement: SettlementLines | null;
        reason: string;
        postedOn: string;
        postings: readonly Posting[];
      }>(),
      /**
       * A part of a supplementary distribution: what a member gets of a closed pool after his final share, or first of all
       * where his goods were counted late.
       */
      SupplementPosted: event<{
        lineId: string;
        producerCode: string;
        poolId: string;
        campaignId: string;
        /** Supplements of a pool are numbered from 1. */
        number: number;
        /** Counted for the first time: graded after the pool was closed. */
        deliveries: readonly CountedInPool[];
        poolValue: { readonly distributableCentimes: number; readonly points: string };
        /** All the member's points in this distribution. */
        points: string;
        shareCentimes: number;
        /** Advances on the deliveries counted late that this share meets. */
        advancesCentimes: number;
        complementCentimes: number;
        /** What these advances gave above what the deliveries are worth. */
        overpaidCentimes: number;
        /** Advances on deliveries counted late that later supplements still have to meet. */
        unmetCentimes: number;
        settlement: SettlementLines;
        postedOn: string;
        postings: readonly Posting[];
      }>(),
      /** A final share is taken back whole with its closing, before anything of it was paid out. */
      FinalShareTakenBack: event<{
        lineId: string;
        producerCode: string;
        poolId: string;
        campaignId: string;
        citesLineId: string;
        /** The attempt of the closing. */
        attempt: string;
        deliveries: readonly CountedInPool[];
        shareCentimes: number;
        advancesCentimes: number;
        complementCentimes: number;
        /** The claim that the share had left, and what had been recovered of it, which is given back. */
        overpaidCentimes: number;
        recoveredCentimes: number;
        /** What the line adds to, or takes from, what is to be paid out. */
        netCentimes: number;
        /** Deductions of the share that are given back and asked again. */
        reopened: readonly { kind: DeductionKind; reference: string; amountCentimes: number }[];
        reason: string;
        postedOn: string;
        postings: readonly Posting[];
      }>(),
      /**
       * A credit or premium that was booked wrong, taken back whole: nothing more is asked of it, and what lines had recovered
       * of it is given back. It does not come back: the right one has an id of its own.
       */
      ClaimReversed: event<{
        lineId: string;
        producerCode: string;
        kind: 'input_credit' | 'insurance';
        /** The credit or premium that is taken back. */
        reference: string;
        /** As it was granted or declared. */
        amountCentimes: number;
        /** What lines had recovered of it: what this line adds to what is to be paid out. */
        recoveredCentimes: number;
        reason: string;
        postedOn: string;
        postings: readonly Posting[];
      }>(),
      /**
       * What was payable to a member who has left meets all that is due, under no cap and no floor: `grossCentimes` of the
       * settlement is what was payable, and the line lowers that by what was taken.
       */
      DebtsSetOff: event<{
        lineId: string;
        producerCode: string;
        settlement: SettlementLines;
        /** Negative: what was taken. */
        netCentimes: number;
        postedOn: string;
        postings: readonly Posting[];
      }>(),
      /**
       * Their pool was wound up: what late goods are still owed lapses, and OCE bears the advances that no share has met, so
       * that they stay with the member. Version 1 was never of goods graded too late for the end itself.
       */
      ArrearsSettled: event<{
        producerCode: string;
        poolId: string;
        campaignId: string;
        arrearsCentimes: number;
        advancesCentimes: number;
        /** Deliveries that no share has counted, whose advances are among these. */
        deliveries: readonly string[];
        /** Of one delivery that was graded while its pool was being wound up, or later; the end itself settled the rest. */
        isLate: boolean;
        settledOn: string;
        postings: readonly Posting[];
      }>().version(2, { 1: (data) => ({ ...data, isLate: false }) }),
      PayoutConfirmed: event<{
        producerCode: string;
        transferId: string;
        endToEndId: string;
        amountCentimes: number;
        executedOn: string;
        /** Where it was handed out in cash; absent for a transfer. */
        counter?: CashCounter;
        postings: readonly Posting[];
      }>(),
      PayoutReturned: event<{
        producerCode: string;
        transferId: string;
        endToEndId: string;
        amountCentimes: number;
        reasonCode: string;
        /** Where it waited in cash; absent for a transfer. */
        counter?: CashCounter;
        postings: readonly Posting[];
      }>(),
    },
  ),
  pool,
  result,
  transferBatch,
  bankDetails,
  cashDisposition,
  payoutTerms,
};

export type AdvancePosted = EventOf<typeof payments.account.AdvancePosted>;
export type PremiumWithheld = EventOf<typeof payments.account.PremiumWithheld>;
export type FinalSharePosted = EventOf<typeof payments.account.FinalSharePosted>;
export type CorrectionPosted = EventOf<typeof payments.account.CorrectionPosted>;
export type { InputCreditGranted, PremiumDeclared } from './claims.events';
export type { QualityDisputeUpheld } from './disputes.events';
export type { PurchasePosted } from './purchases.events';
export type { CorrectionTakenBack, SupplementTakenBack } from './taken-back.events';
export type SupplementPosted = EventOf<typeof payments.account.SupplementPosted>;
export type FinalShareTakenBack = EventOf<typeof payments.account.FinalShareTakenBack>;
export type ClaimReversed = EventOf<typeof payments.account.ClaimReversed>;
export type DebtsSetOff = EventOf<typeof payments.account.DebtsSetOff>;
export type { AccountClosed, ErasureHeld, ErasureHold } from './erasure.events';
export type ArrearsSettled = EventOf<typeof payments.account.ArrearsSettled>;
export type PayoutConfirmed = EventOf<typeof payments.account.PayoutConfirmed>;
export type PayoutReturned = EventOf<typeof payments.account.PayoutReturned>;

export type PaymentsContractEvent = EventOf<(typeof payments)[keyof typeof payments]>;
