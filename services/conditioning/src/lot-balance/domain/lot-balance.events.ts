import { conditioning, OCE } from '@oce/contracts';
import { defineEvents, event, type EventOf } from '@oce/event-sourcing';

export const lotBalanceEvents = defineEvents(
  { stream: OCE, context: 'conditioning', aggregate: 'lot-balance', id: 'lotId' },
  {
    ...conditioning.lotBalance,
    /** Sales offers it: from here on it goes into units and to orders only. */
    LotMarkedForSale: event<{ lotId: string; offeredOn: string }>(),
    /** Units of it left for an order: what that order was delivered is not drawn of what is loose. */
    LotShippedForOrder: event<{ lotId: string; orderId: string; shipmentId: string }>(),
    /** Nothing is drawn from it while the reversal of its run is under way. */
    LotHeldForReversal: event<{ lotId: string; runId: string; reversalId: string }>(),
    /** Something was drawn from it: its run cannot be reversed. */
    LotReversalRefused: event<{ lotId: string; runId: string; reversalId: string; drawId: string }>(),
    LotSetFree: event<{ lotId: string; runId: string; reversalId: string }>(),
  },
);
export type LotBalanceEvent = EventOf<typeof lotBalanceEvents>;
