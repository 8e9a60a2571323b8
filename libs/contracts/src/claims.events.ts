import { defineEvents, event, type EventOf } from '@oce/event-sourcing';
import type { Posting } from './ledger';
import { OCE } from './streams';

/** What payments says of what a member owes; lines take it back. */
export const claimsOfAccount = defineEvents(
  { stream: OCE, context: 'payments', aggregate: 'account', id: 'producerCode' },
  {
    /** Inputs handed out on credit: what the member owes is recovered from later settlements. */
    InputCreditGranted: event<{
      producerCode: string;
      creditId: string;
      amountCentimes: number;
      purpose: string;
      grantedOn: string;
      postings: readonly Posting[];
      /** What one person could grant alone then, in centimes; absent in older logs, as in those of premiums. */
      limit?: number;
    }>(),
    /** A premium of the pooled policy that falls due. It moves no money: the settlement that withholds it does. */
    PremiumDeclared: event<{
      producerCode: string;
      premiumId: string;
      period: string;
      amountCentimes: number;
      dueOn: string;
      limit?: number;
    }>(),
  },
);
export type InputCreditGranted = EventOf<typeof claimsOfAccount.InputCreditGranted>;
export type PremiumDeclared = EventOf<typeof claimsOfAccount.PremiumDeclared>;
