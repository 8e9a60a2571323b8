import { defineEvents, event, type EventOf } from '@oce/event-sourcing';
import type { SettlementLines } from './account-lines';
import type { Posting } from './ledger';
import { OCE } from './streams';

/** What payments says of goods that OCE buys at the gate. */
export const purchasesOfAccount = defineEvents(
  { stream: OCE, context: 'payments', aggregate: 'account', id: 'producerCode' },
  {
    /** A purchased delivery is paid for whole: its price is final, and no pool counts it. */
    PurchasePosted: event<{
      lineId: string;
      producerCode: string;
      deliveryId: string;
      campaignId: string;
      productId: string;
      grade: string;
      payableGrams: number;
      priceScheduleVersion: string;
      pricePerKgCentimes: number;
      settlement: SettlementLines;
      postedOn: string;
      postings: readonly Posting[];
    }>(),
  },
);

export type PurchasePosted = EventOf<typeof purchasesOfAccount.PurchasePosted>;
