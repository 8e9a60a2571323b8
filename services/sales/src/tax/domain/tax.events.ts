import { OCE, type InvoiceParty, type Market, type TaxedKind } from '@oce/contracts';
import { defineEvents, event, type EventOf } from '@oce/event-sourcing';

export const vatScheduleEvents = defineEvents(
  { stream: OCE, context: 'sales', aggregate: 'vat-schedule', id: 'productKind' },
  {
    /** A version of the VAT of a kind of goods in a market, in force from a day on. It never changes. */
    VatPublished: event<{
      productKind: TaxedKind;
      version: string;
      market: Market;
      validFrom: string;
      ratePpm: number;
      /** The ground of exemption, as it is printed; null where a rate is charged. */
      ground: string | null;
    }>(),
  },
);
export type VatPublished = EventOf<typeof vatScheduleEvents.VatPublished>;

export const sellerEvents = defineEvents(
  { stream: OCE, context: 'sales', aggregate: 'seller', id: 'sellerId' },
  {
    /** Who sells, as invoices must name it, from a day on. */
    SellerIdentified: event<InvoiceParty & { sellerId: string; taxId: string; validFrom: string }>(),
  },
);
export type SellerIdentified = EventOf<typeof sellerEvents.SellerIdentified>;
